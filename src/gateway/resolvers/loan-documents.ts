import type { Resolvers } from '../generated/graphql.ts';

/** 著作权法 Art. 24: copying a little for teaching or research is free, passing it on is not. */
const COPYRIGHT =
  '仅供个人学习、课堂教学或科学研究使用，不得出版发行、上网传播或牟利，用毕请销毁。' +
  'For study, teaching and research only: not to be published, put online or sold; destroy it after use.';

export const loanDocumentResolvers = {
  Loan: {
    document: async ({ fileUrl }, _, { needs }) => {
      if (fileUrl === null) return null;
      const [, id] = /^\/documents\/([\w-]{22})$/.exec(fileUrl) ?? [];
      return { url: fileUrl, laid: id === undefined ? null : await needs.loans.document(id) };
    },
  },
  LoanDocument: {
    contentType: ({ laid }) => laid?.type ?? null,
    bytes: ({ laid }) => laid?.bytes ?? null,
    sha256: ({ laid }) => laid?.sha256 ?? null,
    expiresAt: ({ laid }) => laid?.expiresAt ?? null,
    available: ({ laid }, _, { needs }) =>
      laid === null || (laid.goneAt === null && laid.expiresAt > needs.clock.now()),
    copyright: () => COPYRIGHT,
  },
} as const satisfies Resolvers;
