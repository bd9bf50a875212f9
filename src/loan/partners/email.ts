import type { LoanMessage, LoanPartner } from '../partner.ts';
import { csvSheet } from '../sheet.ts';

/** A letter to a library without a protocol: read by a person, answered by mail or telephone, written down by hand. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface EmailNeeds {
  /** Hands the letter on: to a mail server, or into a folder from which it is printed. */
  deliver(letter: Letter, signal: AbortSignal): Promise<void>;
}

/** Partners reached by mail: delivered means handed over, everything after that is entered by a librarian. */
export function emailPartner(needs: EmailNeeds): LoanPartner {
  return {
    protocol: 'email',
    async send(message, to, signal) {
      try {
        await needs.deliver(letterFor(message, to.url.replace(/^mailto:/, '')), signal);
        return { kind: 'delivered', peerRequestId: null };
      } catch (error) {
        return { kind: 'failed', detail: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

/** What each word is called in a letter. */
const SUBJECTS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  ASKED: { zh: '馆际互借申请', en: 'Interlibrary loan request' },
  RETRIED: { zh: '馆际互借再次申请', en: 'Interlibrary loan request, once more' },
  REMINDS: { zh: '馆际互借催询', en: 'Interlibrary loan: a reminder' },
  CANCELS: { zh: '撤销馆际互借申请', en: 'Interlibrary loan: please cancel' },
  AGREES: { zh: '同意所附条件', en: 'Interlibrary loan: condition accepted' },
  RECEIVED: { zh: '图书已收到', en: 'Interlibrary loan: received' },
  RENEWS: { zh: '申请续借', en: 'Interlibrary loan: renewal asked for' },
  RETURNED: { zh: '图书已寄还', en: 'Interlibrary loan: sent back' },
  LOST: { zh: '图书遗失', en: 'Interlibrary loan: lost' },
  PROMISES: { zh: '可以提供', en: 'Interlibrary loan: will supply' },
  CONDITIONS: { zh: '有条件提供', en: 'Interlibrary loan: will supply on a condition' },
  ASKS_RETRY: { zh: '暂不能提供，可再申请', en: 'Interlibrary loan: please ask again' },
  CANNOT: { zh: '不能提供', en: 'Interlibrary loan: cannot supply' },
  SHIPPED: { zh: '图书已寄出', en: 'Interlibrary loan: shipped' },
  OVERDUE: { zh: '图书逾期', en: 'Interlibrary loan: overdue' },
  RECALLED: { zh: '请提前归还', en: 'Interlibrary loan: recalled' },
  RENEWAL_ALLOWED: { zh: '同意续借', en: 'Interlibrary loan: renewed' },
  RENEWAL_REFUSED: { zh: '不同意续借', en: 'Interlibrary loan: not renewed' },
  COMPLETED: { zh: '图书已入藏归架', en: 'Interlibrary loan: completed' },
};

/** The letter of one message, in Chinese with the English name of each line; it names no reader. */
export function letterFor(message: LoanMessage, to: string): Letter {
  const { talk, about, deliverTo } = message;
  const subject = SUBJECTS[talk.says] ?? { zh: '馆际互借通知', en: 'Interlibrary loan: a notice' };
  const place = [deliverTo.postalCode, deliverTo.locality, deliverTo.line2, deliverTo.line1].filter(Boolean).join(' ');
  const lines: readonly (readonly [string, string | null | undefined])[] = [
    ['单号 Number', message.requestId],
    ['申请馆 From', message.requester],
    ['题名 Title', about.title],
    ['责任者 Author', about.contributor],
    ['版本 Edition', [about.edition, about.publisher, about.year].filter(Boolean).join(' ')],
    ['ISBN', about.isbn],
    ['服务 Service', message.serviceType],
    ['册数 Copies', message.quantity > 1 ? String(message.quantity) : null],
    ['最迟需要 Needed by', message.neededBy],
    ['应还日期 Due', talk.with.dueDate ?? message.dueDate],
    ['条码 Barcodes', talk.with.barcodes?.join(' ')],
    ['原因 Reason', talk.with.reason],
    ['条件 Condition', talk.with.conditionCode],
    ['寄送 Deliver to', talk.to === 'SUPPLIER' ? place : null],
    ['附言 Note', talk.with.note],
  ];
  const text = lines.filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`);
  return {
    to,
    subject: `${subject.zh} ${subject.en} [${message.requestId}]`,
    text: `${subject.zh} ${subject.en}\n\n${text.join('\n')}\n`,
  };
}

const COLUMNS = ['单号', '申请馆', '题名', '责任者', 'ISBN', '服务', '册数', '最迟需要'] as const;

/** Requests as a sheet for partners that work through lists. */
export function requestSheet(messages: readonly LoanMessage[]): string {
  const rows = messages.map(({ requestId, requester, about, serviceType, quantity, neededBy }) => [
    requestId,
    requester,
    about.title,
    about.contributor,
    about.isbn,
    serviceType,
    quantity,
    neededBy,
  ]);
  return csvSheet(COLUMNS, rows);
}
