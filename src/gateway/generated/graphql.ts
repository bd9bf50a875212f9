// Written by scripts/dev/codegen.ts from schema/*.graphql. Do not edit: run `npm run codegen`.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ContributorModel, CourierRouteModel, EditionModel, EmptySearchReportModel, FieldProvenanceModel, FindingModel, HoldingModel, ItemModel, LenderFiguresModel, LendingFiguresModel, LibraryModel, LiveAnswerModel, LiveHoldingModel, LiveRecordModel, LoanModel, LoanDocumentModel, LoanEventModel, LoanItemModel, MatchModel, PartyModel, PushModel, QuarantinedRecordModel, ReviewPairModel, RotaEntryModel, RouteFiguresModel, SearchConnectionModel, SettlementModel, SourceRecordModel, SourceStatusModel, SuggestionModel, ToteModel, ToteCopyModel, UndeliveredLetterModel, ViewerModel, WorkModel } from '../models.ts';
import type { GraphContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** 时刻，ISO 8601 带时区偏移，如 2026-11-23T09:30:00+08:00。An instant, ISO 8601 with offset. */
  DateTime: { input: Date; output: Date; }
  /** 日期，如 2026-11-23（北京时间）。A day in Shanghai time. */
  Date: { input: string; output: string; }
};

/** 联盟概况：以点带面，全覆盖、高质量、高效能。How far the alliance is. */
export type Alliance = {
  readonly __typename?: 'Alliance';
  /** 覆盖。Coverage. */
  readonly coverage: Coverage;
  /** 质量。Quality. */
  readonly quality: Quality;
  /** 效能。Efficiency. */
  readonly efficiency: Efficiency;
  /** 版本数。Editions. */
  readonly editionCount: Scalars['Int']['output'];
  /** 册数。Copies. */
  readonly itemCount: Scalars['Int']['output'];
  /** 馆数。Libraries. */
  readonly libraryCount: Scalars['Int']['output'];
};

/** 覆盖。Coverage. */
export type Coverage = {
  readonly __typename?: 'Coverage';
  /** 已有馆藏进入目录的馆数。Libraries whose holdings are in the catalogue. */
  readonly librariesConnected: Scalars['Int']['output'];
  /** 已登记的馆数。Libraries registered. */
  readonly librariesKnown: Scalars['Int']['output'];
  /** 已接入学校的学生数。Pupils of connected schools. */
  readonly pupilsServed: Scalars['Int']['output'];
  /** 已登记学校的学生数。Pupils of registered schools. */
  readonly pupilsKnown: Scalars['Int']['output'];
  /** 各区情况。By area. */
  readonly byArea: ReadonlyArray<AreaCoverage>;
};

/** 一区的覆盖。Coverage of one area. */
export type AreaCoverage = {
  readonly __typename?: 'AreaCoverage';
  /** 行政区划代码。Area code. */
  readonly area: Scalars['String']['output'];
  /** 名称。Name. */
  readonly name: Scalars['String']['output'];
  /** 已接入馆数。Libraries connected. */
  readonly connected: Scalars['Int']['output'];
  /** 已登记馆数。Libraries registered. */
  readonly known: Scalars['Int']['output'];
  /** 本区学校的生均册数。Copies per pupil in the area's own schools. */
  readonly itemsPerPupilOwn?: Maybe<Scalars['Float']['output']>;
  /** 加上全联盟共享后的生均可用册数。Copies per pupil within reach, with all that the alliance shares. */
  readonly itemsPerPupilShared?: Maybe<Scalars['Float']['output']>;
};

/** 质量。Quality. */
export type Quality = {
  readonly __typename?: 'Quality';
  /** 收录的记录数。Records accepted. */
  readonly recordsAccepted: Scalars['Int']['output'];
  /** 各馆最近推送中被隔离的记录数。Records quarantined in each library's last push. */
  readonly recordsQuarantined: Scalars['Int']['output'];
  /** 合并掉的重复记录数。Duplicates merged. */
  readonly duplicatesMerged: Scalars['Int']['output'];
  /** 各馆最近推送中未被隔离之比的平均值，0–100。Mean over libraries of the share of their last push that was taken, 0–100. */
  readonly meanScore: Scalars['Float']['output'];
};

/** 效能。Efficiency. */
export type Efficiency = {
  readonly __typename?: 'Efficiency';
  /** 请求数。Requests. */
  readonly requests: Scalars['Int']['output'];
  /** 满足率，0–1。Fill rate, 0–1. */
  readonly fillRate?: Maybe<Scalars['Float']['output']>;
  /** 答复的中位时数。Median hours to the answer. */
  readonly medianHoursToAnswer?: Maybe<Scalars['Float']['output']>;
  /** 收到的中位天数。Median days until it is received. */
  readonly medianDaysToReceive?: Maybe<Scalars['Float']['output']>;
};

/** 查询。What can be asked. */
export type Query = {
  readonly __typename?: 'Query';
  /** 联盟概况。How far the alliance is. */
  readonly alliance?: Maybe<Alliance>;
  /** 按全局编号取对象；只认所给的编号，不跟随合并。An object by its global id, and by that id only: merges are not followed. */
  readonly node?: Maybe<Node>;
  /** 当前密钥。The key that asks. */
  readonly viewer: Viewer;
  /** 按编号取版本；合并过的旧编号也有效。An edition by id; ids from before a merge lead to it. */
  readonly edition?: Maybe<Edition>;
  /** 按编号取作品。A work by id. */
  readonly work?: Maybe<Work>;
  /** 按 ISBN（10 或 13 位，可带连字符）取版本。Editions by ISBN, 10 or 13 digits, hyphens allowed. */
  readonly editionsByIsbn?: Maybe<ReadonlyArray<Edition>>;
  /** 按馆代码与馆内记录号取原始记录。A source record by library and local id. */
  readonly sourceRecord?: Maybe<SourceRecord>;
  /** 按编号取推送。A push by id. */
  readonly push?: Maybe<Push>;
  /** 一馆的历次推送，新者在前。Pushes of one library, newest first. */
  readonly pushes?: Maybe<PushConnection>;
  /** 联盟的物流线路。Courier routes of the alliance. */
  readonly courierRoutes?: Maybe<ReadonlyArray<CourierRoute>>;
  /** 按编号取周转箱；仅收发两馆与协调员可见。A box by id; for its two ends and those who run the alliance. */
  readonly tote?: Maybe<Tote>;
  /** 一馆收发的周转箱，新的在前。Boxes that a library sends or receives, newest first. */
  readonly totes?: Maybe<ToteConnection>;
  /** 扫到的码（借阅单二维码或图书条码）属于本馆哪些未完的借阅。Open loans of the own library that a scanned code belongs to: the code of a slip, or the barcode of a copy. */
  readonly scanned?: Maybe<ReadonlyArray<Loan>>;
  /** 一月的结算；馆员只见本馆的往来。The account of a month; librarians see what concerns their own library. */
  readonly settlement?: Maybe<Settlement>;
  /** 借阅效能；馆员只见本馆与线路。How lending went; librarians see their own library, and the routes. */
  readonly lendingFigures?: Maybe<LendingFigures>;
  /** 没有送达联盟外机构的消息，旧的在前，至多 100 条。仅协调员。Messages that did not reach agencies outside the alliance, oldest first, at most 100. Coordinators only. */
  readonly undeliveredLetters?: Maybe<ReadonlyArray<UndeliveredLetter>>;
  /** 按馆代码取成员馆。A member library by its code. */
  readonly library?: Maybe<Library>;
  /** 成员馆列表。Member libraries. */
  readonly libraries?: Maybe<LibraryConnection>;
  /** 按编号取借阅；仅双方与协调员可见。A loan by id; for its two sides and those who run the alliance. */
  readonly loan?: Maybe<Loan>;
  /** 一馆的借阅。Loans of one library. */
  readonly loans?: Maybe<LoanConnection>;
  /** 全联盟停滞的借阅：带标记的，或已过处理期限的；最久的在前。仅协调员。Loans of the whole alliance that are stuck: flagged, or past the time to act, the longest first. Coordinators only. */
  readonly stuckLoans?: Maybe<LoanConnection>;
  /** 机器不敢独断、等待馆员审定的记录对。Pairs that the matcher would not decide alone. */
  readonly reviewQueue?: Maybe<ReviewConnection>;
  /** 检索联合目录：汉字、拼音、首字母、ISBN、条码、索书号均可；空串即浏览。Searches the union catalogue: Han, pinyin, initials, ISBN, barcode, call number; an empty text browses. */
  readonly search?: Maybe<SearchConnection>;
  /** 边输入边提示：汉字、拼音、首字母。Suggestions while typing: Han, pinyin, initials. */
  readonly suggest?: Maybe<ReadonlyArray<Suggestion>>;
  /** 没有命中的检索有哪些形式。Forms of searches that found nothing. */
  readonly emptySearches?: Maybe<EmptySearchReport>;
};


/** 查询。What can be asked. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** 查询。What can be asked. */
export type QueryEditionArgs = {
  id: Scalars['ID']['input'];
};


/** 查询。What can be asked. */
export type QueryWorkArgs = {
  id: Scalars['ID']['input'];
};


/** 查询。What can be asked. */
export type QueryEditionsByIsbnArgs = {
  isbn: Scalars['String']['input'];
};


/** 查询。What can be asked. */
export type QuerySourceRecordArgs = {
  library: Scalars['String']['input'];
  localId: Scalars['String']['input'];
};


/** 查询。What can be asked. */
export type QueryPushArgs = {
  id: Scalars['ID']['input'];
};


/** 查询。What can be asked. */
export type QueryPushesArgs = {
  library: Scalars['String']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** 查询。What can be asked. */
export type QueryToteArgs = {
  id: Scalars['ID']['input'];
};


/** 查询。What can be asked. */
export type QueryTotesArgs = {
  library: Scalars['String']['input'];
  open?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** 查询。What can be asked. */
export type QueryScannedArgs = {
  library: Scalars['String']['input'];
  code: Scalars['String']['input'];
};


/** 查询。What can be asked. */
export type QuerySettlementArgs = {
  month: Scalars['String']['input'];
  library?: InputMaybe<Scalars['String']['input']>;
};


/** 查询。What can be asked. */
export type QueryLendingFiguresArgs = {
  from?: InputMaybe<Scalars['Date']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
};


/** 查询。What can be asked. */
export type QueryLibraryArgs = {
  code: Scalars['String']['input'];
};


/** 查询。What can be asked. */
export type QueryLibrariesArgs = {
  kind?: InputMaybe<LibraryKind>;
  area?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** 查询。What can be asked. */
export type QueryLoanArgs = {
  id: Scalars['ID']['input'];
};


/** 查询。What can be asked. */
export type QueryLoansArgs = {
  library: Scalars['String']['input'];
  role?: InputMaybe<LoanRole>;
  open?: InputMaybe<Scalars['Boolean']['input']>;
  states?: InputMaybe<ReadonlyArray<LoanState>>;
  flags?: InputMaybe<ReadonlyArray<LoanFlag>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** 查询。What can be asked. */
export type QueryStuckLoansArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** 查询。What can be asked. */
export type QueryReviewQueueArgs = {
  library?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** 查询。What can be asked. */
export type QuerySearchArgs = {
  query?: InputMaybe<Scalars['String']['input']>;
  field?: InputMaybe<SearchField>;
  filter?: InputMaybe<SearchFilter>;
  sort?: InputMaybe<SearchSort>;
  groupByWork?: InputMaybe<Scalars['Boolean']['input']>;
  near?: InputMaybe<Scalars['String']['input']>;
  facets?: InputMaybe<ReadonlyArray<FacetField>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** 查询。What can be asked. */
export type QuerySuggestArgs = {
  prefix: Scalars['String']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** 一切可凭编号再取的对象。Anything that can be fetched again by its id. */
export type Node = {
  /** 全局编号，不透明，可用于网址。Global id, opaque and safe in a URL. */
  readonly id: Scalars['ID']['output'];
};

/** 分页信息。Where a page stands in its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** 后面还有。There is more after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** 前面还有。There is more before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** 本页第一条的游标。Cursor of the first row of this page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
  /** 本页最后一条的游标，作下一页的 after。Cursor of the last row, to be sent as `after` for the next page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
};

/** 变更未能完成的可预期原因：何处、何故、如何处理。An expected failure of a mutation: what is wrong, where, and what to do about it. */
export type Problem = {
  readonly __typename?: 'Problem';
  /** 代码，程序据此判断。The code that a program may rely on. */
  readonly code: Scalars['String']['output'];
  /** 出问题的输入字段。The input field concerned. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** 英文说明与处理办法。What happened and what to do, in English. */
  readonly message: Scalars['String']['output'];
  /** 中文说明与处理办法。What happened and what to do, in Chinese. */
  readonly messageZh: Scalars['String']['output'];
};

/** 此密钥是谁。Who the key speaks for. */
export type Viewer = {
  readonly __typename?: 'Viewer';
  /** 密钥名称；未带密钥时为空。The name of the key; null without one. */
  readonly keyName?: Maybe<Scalars['String']['output']>;
  /** 此密钥的角色。The roles of this key. */
  readonly roles: ReadonlyArray<Role>;
  /** 密钥所属的成员馆。The member library the key belongs to. */
  readonly library?: Maybe<Library>;
};

/** 角色。What a key may do. */
export type Role =
  /** 系统管理员。Runs the server. */
  | 'OPERATOR'
  /** 联盟协调员。Looks after the alliance. */
  | 'COORDINATOR'
  /** 成员馆馆员。Librarian of a member library. */
  | 'LIBRARIAN'
  /** 教师：可起草借书请求。Teacher: may draft loan requests. */
  | 'TEACHER'
  /** 成员馆的推送程序。The pushing program of a member library. */
  | 'MEMBER_PUSH'
  /** 检索小部件。The search widget. */
  | 'WIDGET'
  /** 未带密钥。No key. */
  | 'ANONYMOUS';

/** 变更。What can be changed. */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** 开始推送。Begins a push. */
  readonly beginPush: PushPayload;
  /** 提交：立即以 APPLYING 应答，用 push(id) 或 pushProgress 跟进。全量推送随后删除未带来的记录，删得可疑地多则转为 HELD。Applies what was received and answers at once with APPLYING; watch push(id) or pushProgress. A SNAPSHOT then deletes what it did not bring, unless that is suspiciously much: then it is HELD. */
  readonly commitPush: PushPayload;
  /** 放弃推送；已写入的保留。Abandons a push; what was applied stays. */
  readonly abandonPush: PushPayload;
  /** 报告当日流通状态，不带记录，每次至多 1,000 册。Loans of the day without records: at most 1,000 items a call. */
  readonly reportAvailability: AvailabilityPayload;
  /** 扫描周转箱。Scans a box. */
  readonly actOnTote: TotePayload;
  /** 决定一条未送达的消息怎么办。仅协调员。Decides on a message that did not arrive. Coordinators only. */
  readonly resolveLetter: LetterPayload;
  /** 请求借书。Asks for a loan. */
  readonly requestLoan: LoanPayload;
  /** 处理一笔借阅。Acts on a loan. */
  readonly actOnLoan: LoanPayload;
  /** 审定一对记录；判定长期有效，重载不变。Decides a pair; the verdict outlives every reload. */
  readonly decideReview: ReviewPayload;
  /** 开始一只漂流箱：每站一笔批量借阅。Begins the journey of a box: one bulk loan for each stop. */
  readonly startRotation: RotationPayload;
  /** 漂流箱转到下一站。Passes the box on. */
  readonly passRotation: RotationPayload;
};


/** 变更。What can be changed. */
export type MutationBeginPushArgs = {
  input: BeginPushInput;
};


/** 变更。What can be changed. */
export type MutationCommitPushArgs = {
  id: Scalars['ID']['input'];
  confirmShrink?: InputMaybe<Scalars['Boolean']['input']>;
};


/** 变更。What can be changed. */
export type MutationAbandonPushArgs = {
  id: Scalars['ID']['input'];
};


/** 变更。What can be changed. */
export type MutationReportAvailabilityArgs = {
  input: ReportAvailabilityInput;
};


/** 变更。What can be changed. */
export type MutationActOnToteArgs = {
  input: ActOnToteInput;
};


/** 变更。What can be changed. */
export type MutationResolveLetterArgs = {
  id: Scalars['ID']['input'];
  choice: LetterChoice;
};


/** 变更。What can be changed. */
export type MutationRequestLoanArgs = {
  input: RequestLoanInput;
};


/** 变更。What can be changed. */
export type MutationActOnLoanArgs = {
  input: ActOnLoanInput;
};


/** 变更。What can be changed. */
export type MutationDecideReviewArgs = {
  a: Scalars['ID']['input'];
  b: Scalars['ID']['input'];
  verdict: ReviewVerdict;
};


/** 变更。What can be changed. */
export type MutationStartRotationArgs = {
  input: StartRotationInput;
};


/** 变更。What can be changed. */
export type MutationPassRotationArgs = {
  input: PassRotationInput;
};

/** 订阅，走 graphql-transport-ws，密钥放在 connection_init 的 Authorization 里。Subscriptions over graphql-transport-ws, with the key as `Authorization` in connection_init. */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /** 推送的进展：先给当前状态，此后每有变化再给，结束即止。Progress of a push: its present state first, then every change, until it ends. */
  readonly pushProgress: Push;
  /** 一馆的借阅有变动。Loans of a library that change. */
  readonly loanChanged: Loan;
  /** 向实时来源检索：每个来源答来即给，快者在先；没有任何来源要等另一来源。Asks the live targets: each answer as it comes, the quickest first; none waits for another. */
  readonly liveResults: LiveAnswer;
};


/** 订阅，走 graphql-transport-ws，密钥放在 connection_init 的 Authorization 里。Subscriptions over graphql-transport-ws, with the key as `Authorization` in connection_init. */
export type SubscriptionPushProgressArgs = {
  id: Scalars['ID']['input'];
};


/** 订阅，走 graphql-transport-ws，密钥放在 connection_init 的 Authorization 里。Subscriptions over graphql-transport-ws, with the key as `Authorization` in connection_init. */
export type SubscriptionLoanChangedArgs = {
  library: Scalars['String']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** 订阅，走 graphql-transport-ws，密钥放在 connection_init 的 Authorization 里。Subscriptions over graphql-transport-ws, with the key as `Authorization` in connection_init. */
export type SubscriptionLiveResultsArgs = {
  query: LiveQuery;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** 载体。Carrier of an edition. */
export type Carrier =
  /** 图书。Printed book. */
  | 'PRINT'
  /** 电子书。E-book. */
  | 'EBOOK'
  /** 音频。Audio. */
  | 'AUDIO'
  /** 视频。Video. */
  | 'VIDEO'
  /** 连续出版物。Serial. */
  | 'SERIAL'
  /** 文章。Article. */
  | 'ARTICLE'
  /** 报告。Report. */
  | 'REPORT'
  /** 标准。Standard. */
  | 'STANDARD'
  /** 专利。Patent. */
  | 'PATENT'
  /** 地图。Map. */
  | 'MAP'
  /** 乐谱。Score. */
  | 'SCORE'
  /** 其他。Other. */
  | 'OTHER';

/** 馆藏状态。Whether a copy can be had. */
export type Availability =
  /** 在馆。On the shelf. */
  | 'AVAILABLE'
  /** 借出。On loan. */
  | 'ON_LOAN'
  /** 仅供馆内阅览。For use in the library. */
  | 'REFERENCE_ONLY'
  /** 预约保留。On hold for a reader. */
  | 'ON_HOLD'
  /** 加工中。In process. */
  | 'IN_PROCESS'
  /** 运送中。In transit. */
  | 'IN_TRANSIT'
  /** 修补中。In repair. */
  | 'IN_REPAIR'
  /** 丢失。Lost. */
  | 'LOST'
  /** 剔旧。Withdrawn. */
  | 'WITHDRAWN'
  /** 未报状态。The library tells no status. */
  | 'UNKNOWN';

/** 责任者。A person or body responsible for a title. */
export type Contributor = {
  readonly __typename?: 'Contributor';
  /** 名称。Name. */
  readonly name: Scalars['String']['output'];
  /** 责任方式：著、译、主编……。Role as printed. */
  readonly role?: Maybe<Scalars['String']['output']>;
  /** 国别。Nationality. */
  readonly nationality?: Maybe<Scalars['String']['output']>;
  /** 朝代。Dynasty. */
  readonly dynasty?: Maybe<Scalars['String']['output']>;
  /** 名称的拼音。Name in pinyin. */
  readonly pinyin?: Maybe<Scalars['String']['output']>;
};

/** 作品：同一智力创作的各种版本与译本；改编另成作品。All editions and translations of one intellectual creation; adaptations are works of their own. */
export type Work = Node & {
  readonly __typename?: 'Work';
  /** 全局编号。Global id. */
  readonly id: Scalars['ID']['output'];
  /** 题名。Title. */
  readonly title: Scalars['String']['output'];
  /** 责任者。Contributors. */
  readonly contributors: ReadonlyArray<Contributor>;
  /** 各版本。Its editions. */
  readonly editions: EditionConnection;
  /** 有馆藏的馆数。Libraries that hold any edition. */
  readonly libraryCount: Scalars['Int']['output'];
  /** 相关作品：此作的注音、缩写、改编与绘本，或改编所本的原作。Adaptations of this work, and the work an adaptation was made of. */
  readonly related: ReadonlyArray<Work>;
};


/** 作品：同一智力创作的各种版本与译本；改编另成作品。All editions and translations of one intellectual creation; adaptations are works of their own. */
export type WorkEditionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** 版本：可以收藏和出借的一种出版物，由各馆记录合并而成（LRM：载体表现）。One publication as it can be held and lent: what a union catalogue merges member records into (LRM: manifestation). */
export type Edition = Node & {
  readonly __typename?: 'Edition';
  /** 全局编号。Global id. */
  readonly id: Scalars['ID']['output'];
  /** 合并前的旧编号；edition(id:) 会跟随，node(id:) 不会。Ids this edition had before merges. edition(id:) follows them; node(id:) answers only for the id it is asked. */
  readonly formerIds: ReadonlyArray<Scalars['ID']['output']>;
  /** 正题名。Title proper. */
  readonly title: Scalars['String']['output'];
  /** 副题名。Subtitle. */
  readonly subtitle?: Maybe<Scalars['String']['output']>;
  /** 分册号。Number of a part of a set. */
  readonly partNumber?: Maybe<Scalars['String']['output']>;
  /** 分册名。Title of a part of a set. */
  readonly partTitle?: Maybe<Scalars['String']['output']>;
  /** 丛编题名。Series title. */
  readonly seriesTitle?: Maybe<Scalars['String']['output']>;
  /** 责任者。Contributors. */
  readonly contributors: ReadonlyArray<Contributor>;
  /** 责任说明，照录。Statement of responsibility as printed. */
  readonly responsibility?: Maybe<Scalars['String']['output']>;
  /** 出版者。Publisher. */
  readonly publisher?: Maybe<Scalars['String']['output']>;
  /** 出版地。Place of publication. */
  readonly place?: Maybe<Scalars['String']['output']>;
  /** 出版年。Year of publication. */
  readonly year?: Maybe<Scalars['Int']['output']>;
  /** 版本说明。Edition statement. */
  readonly editionStatement?: Maybe<Scalars['String']['output']>;
  /** ISBN，13 位。ISBNs, 13 digits. */
  readonly isbns: ReadonlyArray<Scalars['String']['output']>;
  /** ISSN。ISSN. */
  readonly issn?: Maybe<Scalars['String']['output']>;
  /** 统一书号（ISBN 之前）。Unified book number, before ISBN. */
  readonly unifiedBookNumber?: Maybe<Scalars['String']['output']>;
  /** 语种代码，如 chi。MARC language code, e.g. chi. */
  readonly language?: Maybe<Scalars['String']['output']>;
  /** 页数与尺寸。Extent. */
  readonly extent?: Maybe<Scalars['String']['output']>;
  /** 载体。Carrier. */
  readonly carrier: Carrier;
  /** 中图法分类号，如 I287.45。CLC class number. */
  readonly classNumber?: Maybe<Scalars['String']['output']>;
  /** 主题词。Subjects. */
  readonly subjects: ReadonlyArray<Scalars['String']['output']>;
  /** 内容提要。Summary. */
  readonly summary?: Maybe<Scalars['String']['output']>;
  /** 适合学段。Stages it suits. */
  readonly stages: ReadonlyArray<Stage>;
  /** 列入的书目，如教育部阅读指导目录。Lists this title stands on, e.g. the ministry's reading guide. */
  readonly readingLists: ReadonlyArray<Scalars['String']['output']>;
  /** 所属作品。The work it is an edition of. */
  readonly work: Work;
  /** 所属的多卷书。The set this volume belongs to. */
  readonly partOf?: Maybe<Edition>;
  /** 本套的各分册。The volumes of this set. */
  readonly volumes: EditionConnection;
  /** 馆藏：本馆在前，然后本区，然后全市。Who holds it: own library first (near: its code), then its area, then the city. */
  readonly holdings: HoldingConnection;
  /** 馆藏馆数。Libraries that hold it. */
  readonly libraryCount: Scalars['Int']['output'];
  /** 册数。Copies. */
  readonly itemCount: Scalars['Int']['output'];
  /** 在馆册数；未报状态的不算。Copies on the shelf; those without a status are not counted. */
  readonly availableCount: Scalars['Int']['output'];
  /** 每个字段采自哪馆、为何、他馆怎么说；仅馆员可见。Where each merged field came from and what the other members say. Librarians only. */
  readonly provenance?: Maybe<ReadonlyArray<FieldProvenance>>;
  /** 合并自哪些记录；馆员可见，推送程序只见本馆的。The records it was merged from; for librarians, and for a pushing program its own. */
  readonly sourceRecords?: Maybe<SourceRecordConnection>;
  /** 引文。A citation. */
  readonly citation: Scalars['String']['output'];
  /** CNMARC 与 MARC21 为 UTF-8 ISO 2709 的 Base64，MARCXML 为文本。CNMARC and MARC21 as Base64 of ISO 2709 in UTF-8; MARCXML as text. */
  readonly marc?: Maybe<Scalars['String']['output']>;
};


/** 版本：可以收藏和出借的一种出版物，由各馆记录合并而成（LRM：载体表现）。One publication as it can be held and lent: what a union catalogue merges member records into (LRM: manifestation). */
export type EditionVolumesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** 版本：可以收藏和出借的一种出版物，由各馆记录合并而成（LRM：载体表现）。One publication as it can be held and lent: what a union catalogue merges member records into (LRM: manifestation). */
export type EditionHoldingsArgs = {
  libraries?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  kind?: InputMaybe<LibraryKind>;
  area?: InputMaybe<Scalars['String']['input']>;
  availableOnly?: InputMaybe<Scalars['Boolean']['input']>;
  near?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** 版本：可以收藏和出借的一种出版物，由各馆记录合并而成（LRM：载体表现）。One publication as it can be held and lent: what a union catalogue merges member records into (LRM: manifestation). */
export type EditionSourceRecordsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** 版本：可以收藏和出借的一种出版物，由各馆记录合并而成（LRM：载体表现）。One publication as it can be held and lent: what a union catalogue merges member records into (LRM: manifestation). */
export type EditionCitationArgs = {
  style?: InputMaybe<CitationStyle>;
};


/** 版本：可以收藏和出借的一种出版物，由各馆记录合并而成（LRM：载体表现）。One publication as it can be held and lent: what a union catalogue merges member records into (LRM: manifestation). */
export type EditionMarcArgs = {
  format?: InputMaybe<MarcFormat>;
};

/** 引文格式。Citation style. */
export type CitationStyle =
  /** GB/T 7714 参考文献著录规则。The Chinese national standard. */
  | 'GBT7714'
  /** RIS，供文献管理软件导入。For reference managers. */
  | 'RIS'
  /** BibTeX，供 LaTeX 排版。For LaTeX. */
  | 'BIBTEX';

/** MARC 格式。MARC format. */
export type MarcFormat =
  /** 中国机读目录格式。The Chinese MARC format. */
  | 'CNMARC'
  /** MARC 21 格式。MARC 21. */
  | 'MARC21'
  /** MARCXML（CNMARC 字段）。MARCXML with CNMARC fields. */
  | 'MARCXML';

/** 合并字段的来历。Where a merged field came from. */
export type FieldProvenance = {
  readonly __typename?: 'FieldProvenance';
  /** 字段。The field. */
  readonly field: Scalars['String']['output'];
  /** 采用的值。The value taken. */
  readonly value: Scalars['String']['output'];
  /** 来自哪馆。The library it came from. */
  readonly library: Library;
  /** 采用的规则。The rule that took it. */
  readonly rule: Scalars['String']['output'];
  /** 他馆的不同写法。What the other members say. */
  readonly alternatives: ReadonlyArray<Scalars['String']['output']>;
};

/** 一馆一条馆藏：同一索书号、同一地点的复本。Copies of one library under one call number at one place. */
export type Holding = Node & {
  readonly __typename?: 'Holding';
  /** 全局编号。Global id. */
  readonly id: Scalars['ID']['output'];
  /** 馆。The library. */
  readonly library: Library;
  /** 索书号。Call number. */
  readonly callNumber?: Maybe<Scalars['String']['output']>;
  /** 馆藏地点。Location. */
  readonly location?: Maybe<Scalars['String']['output']>;
  /** 期刊的馆藏年卷期，或多卷书所藏的卷册。Years and volumes held of a serial, or the volumes held of a set. */
  readonly coverage?: Maybe<Scalars['String']['output']>;
  /** 册数。Copies. */
  readonly itemCount: Scalars['Int']['output'];
  /** 在馆册数。Copies on the shelf. */
  readonly availableCount: Scalars['Int']['output'];
  /** 馆是否报告状态；不报告时各册为 UNKNOWN（未报状态），可以请求，availableOnly 保留。False where the library tells no status: items are then UNKNOWN (未报状态), requestable, and kept by availableOnly. */
  readonly statusKnown: Scalars['Boolean']['output'];
  /** 各册。The copies. */
  readonly items: ItemConnection;
  /** 该馆最近报告的时间。When the library last told us. */
  readonly asOf: Scalars['DateTime']['output'];
};


/** 一馆一条馆藏：同一索书号、同一地点的复本。Copies of one library under one call number at one place. */
export type HoldingItemsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** 馆藏列表。A list of holdings. */
export type HoldingConnection = {
  readonly __typename?: 'HoldingConnection';
  /** 带游标的条目。Rows with their cursors. */
  readonly edges: ReadonlyArray<HoldingEdge>;
  /** 条目。Rows. */
  readonly nodes: ReadonlyArray<Holding>;
  /** 分页信息。Where this page stands. */
  readonly pageInfo: PageInfo;
  /** 总数。How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** 列表中的一条馆藏。One holding of a list. */
export type HoldingEdge = {
  readonly __typename?: 'HoldingEdge';
  /** 游标。Cursor. */
  readonly cursor: Scalars['String']['output'];
  /** 馆藏。The holding. */
  readonly node: Holding;
};

/** 册列表。A list of copies. */
export type ItemConnection = {
  readonly __typename?: 'ItemConnection';
  /** 带游标的条目。Rows with their cursors. */
  readonly edges: ReadonlyArray<ItemEdge>;
  /** 条目。Rows. */
  readonly nodes: ReadonlyArray<Item>;
  /** 分页信息。Where this page stands. */
  readonly pageInfo: PageInfo;
  /** 总数。How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** 列表中的一册。One copy of a list. */
export type ItemEdge = {
  readonly __typename?: 'ItemEdge';
  /** 游标。Cursor. */
  readonly cursor: Scalars['String']['output'];
  /** 册。The copy. */
  readonly node: Item;
};

/** 一册。One copy. */
export type Item = Node & {
  readonly __typename?: 'Item';
  /** 全局编号。Global id. */
  readonly id: Scalars['ID']['output'];
  /** 馆。The library. */
  readonly library: Library;
  /** 条码或登录号；同一条码在不同馆可能重复。Barcode; barcodes repeat between libraries. */
  readonly barcode?: Maybe<Scalars['String']['output']>;
  /** 卷册。Volume, in a set record. */
  readonly volume?: Maybe<Scalars['String']['output']>;
  /** 索书号。Call number. */
  readonly callNumber?: Maybe<Scalars['String']['output']>;
  /** 馆藏地点。Location. */
  readonly location?: Maybe<Scalars['String']['output']>;
  /** 状态。Whether it can be had. */
  readonly availability: Availability;
  /** 应还日期。Day it is due back. */
  readonly dueDate?: Maybe<Scalars['Date']['output']>;
};

/** 成员馆自己的记录，逐字节保存，以及它的去向。A member library's own record, kept byte for byte, and what became of it. */
export type SourceRecord = Node & {
  readonly __typename?: 'SourceRecord';
  /** 全局编号。Global id. */
  readonly id: Scalars['ID']['output'];
  /** 馆。The library. */
  readonly library: Library;
  /** 馆内记录号。Its number within the library. */
  readonly localId: Scalars['String']['output'];
  /** 所在的版本。The edition it stands in. */
  readonly edition?: Maybe<Edition>;
  /** 原始记录。The record as it came. */
  readonly raw: Scalars['String']['output'];
  /** 读取时修补或存疑之处。What the reader had to repair or doubt in this record. */
  readonly findings: ReadonlyArray<Finding>;
  /** 为何归入此组：与哪些记录相符、有何依据。Why it stands in this cluster: the records it matched and the evidence. */
  readonly matches: ReadonlyArray<Match>;
};


/** 成员馆自己的记录，逐字节保存，以及它的去向。A member library's own record, kept byte for byte, and what became of it. */
export type SourceRecordRawArgs = {
  as?: InputMaybe<RawForm>;
};

/** 记录列表。A list of source records. */
export type SourceRecordConnection = {
  readonly __typename?: 'SourceRecordConnection';
  /** 带游标的条目。Rows with their cursors. */
  readonly edges: ReadonlyArray<SourceRecordEdge>;
  /** 条目。Rows. */
  readonly nodes: ReadonlyArray<SourceRecord>;
  /** 分页信息。Where this page stands. */
  readonly pageInfo: PageInfo;
  /** 总数。How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** 列表中的一条记录。One source record of a list. */
export type SourceRecordEdge = {
  readonly __typename?: 'SourceRecordEdge';
  /** 游标。Cursor. */
  readonly cursor: Scalars['String']['output'];
  /** 记录。The record. */
  readonly node: SourceRecord;
};

/** 原始记录的形式。Form of a raw record. */
export type RawForm =
  /** 解码后的文本。Decoded text. */
  | 'TEXT'
  /** 原字节的 Base64。Base64 of the bytes. */
  | 'BASE64';

/** 读取时的发现。What reading found. */
export type Finding = {
  readonly __typename?: 'Finding';
  /** 代码。Code. */
  readonly code: Scalars['String']['output'];
  /** 严重程度。Severity. */
  readonly severity: Severity;
  /** 位置，如 200$a、row 17。Place, e.g. 200$a, row 17. */
  readonly place?: Maybe<Scalars['String']['output']>;
  /** 英文说明与处理办法。What it is and what to do, in English. */
  readonly message: Scalars['String']['output'];
  /** 中文说明与处理办法。What it is and what to do, in Chinese. */
  readonly messageZh: Scalars['String']['output'];
};

/** 严重程度。Severity. */
export type Severity =
  /** 已修补。Repaired. */
  | 'INFO'
  /** 存疑。Doubtful. */
  | 'WARNING'
  /** 读不出。Could not be read. */
  | 'ERROR';

/** 与另一记录的比对。How a record compares with another. */
export type Match = {
  readonly __typename?: 'Match';
  /** 另一记录。The other record. */
  readonly other: SourceRecord;
  /** 分数。Score. */
  readonly score: Scalars['Float']['output'];
  /** 依据，强者在前。Evidence, the strongest first. */
  readonly evidence: ReadonlyArray<Scalars['String']['output']>;
  /** 由谁判定。Who decided. */
  readonly decidedBy: Scalars['String']['output'];
};

/** 版本列表。A list of editions. */
export type EditionConnection = {
  readonly __typename?: 'EditionConnection';
  /** 带游标的条目。Rows with their cursors. */
  readonly edges: ReadonlyArray<EditionEdge>;
  /** 条目。Rows. */
  readonly nodes: ReadonlyArray<Edition>;
  /** 分页信息。Where this page stands. */
  readonly pageInfo: PageInfo;
  /** 总数。How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** 列表中的一个版本。One edition of a list. */
export type EditionEdge = {
  readonly __typename?: 'EditionEdge';
  /** 游标。Cursor. */
  readonly cursor: Scalars['String']['output'];
  /** 版本。The edition. */
  readonly node: Edition;
};

/** 推送方式。Mode of a push. */
export type PushMode =
  /** 全量：提交时删除未带来的记录。Everything: at commit, what was not brought is deleted. */
  | 'SNAPSHOT'
  /** 增量。Changes only. */
  | 'DELTA';

/** 推送的状态。State of a push. */
export type PushState =
  /** 接收中。Open for chunks. */
  | 'OPEN'
  /** 提交中。Being committed. */
  | 'APPLYING'
  /** 暂停待确认。Held for confirmation. */
  | 'HELD'
  /** 完成。Done. */
  | 'DONE'
  /** 失败。Failed. */
  | 'FAILED'
  /** 放弃。Abandoned. */
  | 'ABANDONED';

/** 一馆的一次交付；数据块发往 PUT /push/{id}/{seq}，见推送协议。One delivery of records by one library. Chunks go to PUT /push/{id}/{seq}; see the push protocol. */
export type Push = Node & {
  readonly __typename?: 'Push';
  /** 全局编号，也用于数据块的网址。Global id, also used in the URL of chunks. */
  readonly id: Scalars['ID']['output'];
  /** 馆。The library. */
  readonly library: Library;
  /** 读取方案。How the records are read. */
  readonly profile: Scalars['String']['output'];
  /** 方式。Mode. */
  readonly mode: PushMode;
  /** 演练：只计数和报告，不写入。A rehearsal: counted and reported, nothing applied. */
  readonly dryRun: Scalars['Boolean']['output'];
  /** 状态。State. */
  readonly state: PushState;
  /** 下一块的序号，断线后从此续传。Number of the next chunk: where to resume. */
  readonly nextSeq: Scalars['Int']['output'];
  /** 收到的记录数。Records received. */
  readonly received: Scalars['Int']['output'];
  /** 新增。Added. */
  readonly added: Scalars['Int']['output'];
  /** 更改。Changed. */
  readonly changed: Scalars['Int']['output'];
  /** 未变。Unchanged. */
  readonly unchanged: Scalars['Int']['output'];
  /** 未变之中因版本较旧而未采用的（迟到的旧记录）。Of the unchanged: older states of records that came late and were ignored. */
  readonly outdated: Scalars['Int']['output'];
  /** 删除。Deleted. */
  readonly deleted: Scalars['Int']['output'];
  /** 隔离。Quarantined. */
  readonly quarantined: Scalars['Int']['output'];
  /** 暂停的原因，例如将删除该馆大部分记录。Why it is HELD, e.g. the snapshot would delete most of the library's records. */
  readonly heldReason?: Maybe<Scalars['String']['output']>;
  /** 被隔离的记录及其原因。Records set aside, with the reasons. */
  readonly quarantine?: Maybe<QuarantineConnection>;
  /** 开始时间。When it began. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** 结束时间。When it ended. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** 这次推送之后该馆数据的质量；未改变任何记录的推送没有。Quality of the library's records after this push; a push that changed nothing has none. */
  readonly quality?: Maybe<LibraryQuality>;
};


/** 一馆的一次交付；数据块发往 PUT /push/{id}/{seq}，见推送协议。One delivery of records by one library. Chunks go to PUT /push/{id}/{seq}; see the push protocol. */
export type PushQuarantineArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** 推送列表。A list of pushes. */
export type PushConnection = {
  readonly __typename?: 'PushConnection';
  /** 带游标的条目。Rows with their cursors. */
  readonly edges: ReadonlyArray<PushEdge>;
  /** 条目。Rows. */
  readonly nodes: ReadonlyArray<Push>;
  /** 分页信息。Where this page stands. */
  readonly pageInfo: PageInfo;
  /** 总数。How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** 列表中的一次推送。One push of a list. */
export type PushEdge = {
  readonly __typename?: 'PushEdge';
  /** 游标。Cursor. */
  readonly cursor: Scalars['String']['output'];
  /** 推送。The push. */
  readonly node: Push;
};

/** 隔离记录列表。A list of quarantined records. */
export type QuarantineConnection = {
  readonly __typename?: 'QuarantineConnection';
  /** 带游标的条目。Rows with their cursors. */
  readonly edges: ReadonlyArray<QuarantineEdge>;
  /** 条目。Rows. */
  readonly nodes: ReadonlyArray<QuarantinedRecord>;
  /** 分页信息。Where this page stands. */
  readonly pageInfo: PageInfo;
  /** 总数。How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** 列表中的一条隔离记录。One quarantined record of a list. */
export type QuarantineEdge = {
  readonly __typename?: 'QuarantineEdge';
  /** 游标。Cursor. */
  readonly cursor: Scalars['String']['output'];
  /** 记录。The record. */
  readonly node: QuarantinedRecord;
};

/** 被隔离的记录：改正后重推即可。A record set aside: correct it and push it again. */
export type QuarantinedRecord = {
  readonly __typename?: 'QuarantinedRecord';
  /** 在本次交付中的序号，从 1 起。Its number within the delivery, from 1. */
  readonly position: Scalars['Int']['output'];
  /** 馆内记录号，如能读出。Local id, where it could be read. */
  readonly localId?: Maybe<Scalars['String']['output']>;
  /** 原因。The reasons. */
  readonly findings: ReadonlyArray<Finding>;
  /** 原始内容。The record as it came. */
  readonly raw: Scalars['String']['output'];
};


/** 被隔离的记录：改正后重推即可。A record set aside: correct it and push it again. */
export type QuarantinedRecordRawArgs = {
  as?: InputMaybe<RawForm>;
};

/** 开始推送。How to begin a push. */
export type BeginPushInput = {
  /** 馆代码。Library code. */
  readonly library: Scalars['String']['input'];
  /** 读取方案：auto、nlc、calis、dp2、school-905、ilas、unimarc、marc21、excel-title、excel-item……。How to read the records: auto, nlc, calis, dp2, school-905, ilas, unimarc, marc21, excel-title, excel-item … */
  readonly profile?: InputMaybe<Scalars['String']['input']>;
  /** 全量或增量。Everything or changes only. */
  readonly mode: PushMode;
  /** 演练，不写入。A rehearsal. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** 字符集：utf-8、gb18030、marc-8……；默认由字节判断。utf-8, gb18030, marc-8 …; by default found from the bytes. */
  readonly charset?: InputMaybe<Scalars['String']['input']>;
  /** 预计记录数。Records expected. */
  readonly expectedCount?: InputMaybe<Scalars['Int']['input']>;
  /** 表格中各列的含义；为该馆记住，下次推送不必再说。What columns of its sheets mean; remembered for the library. */
  readonly columns?: InputMaybe<ReadonlyArray<ColumnMeaningInput>>;
  /** 幂等键：同一键只开始一次。Idempotency key: the same key begins only once. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** 一列的含义。What a column means. */
export type ColumnMeaningInput = {
  /** 标题行中的列名。The column's name in the header line. */
  readonly column: Scalars['String']['input'];
  /** 字段，如 title、isbn、barcode；ignored 为不读，auto 为取消先前所说。A field, e.g. title, isbn, barcode; ignored leaves it out, auto takes back what was told before. */
  readonly field: Scalars['String']['input'];
};

/** 记住的一列的含义。The remembered meaning of a column. */
export type ColumnMeaning = {
  readonly __typename?: 'ColumnMeaning';
  /** 标题行中的列名。The column's name in the header line. */
  readonly column: Scalars['String']['output'];
  /** 字段。The field. */
  readonly field: Scalars['String']['output'];
};

/** 推送的结果。Outcome of a push mutation. */
export type PushPayload = {
  readonly __typename?: 'PushPayload';
  /** 推送。The push. */
  readonly push?: Maybe<Push>;
  /** 未能完成的原因。Why it was not done. */
  readonly problems: ReadonlyArray<Problem>;
};

/** 报告当日流通状态。Loans of the day, without records. */
export type ReportAvailabilityInput = {
  /** 馆代码。Library code. */
  readonly library: Scalars['String']['input'];
  /** 各册，至多 1,000。Copies, at most 1,000. */
  readonly items: ReadonlyArray<ItemAvailabilityInput>;
  /** 幂等键。Idempotency key. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** 一册的状态。Status of one copy. */
export type ItemAvailabilityInput = {
  /** 条码。Barcode. */
  readonly barcode: Scalars['String']['input'];
  /** 状态。Status. */
  readonly availability: Availability;
  /** 应还日期。Day it is due back. */
  readonly dueDate?: InputMaybe<Scalars['Date']['input']>;
};

/** 报告的结果。Outcome of a report. */
export type AvailabilityPayload = {
  readonly __typename?: 'AvailabilityPayload';
  /** 状态有变的册数。Copies whose status changed. */
  readonly changed: Scalars['Int']['output'];
  /** 目录中没有的条码。Barcodes that the catalogue does not know. */
  readonly unknownBarcodes: ReadonlyArray<Scalars['String']['output']>;
  /** 未能完成的原因。Why it was not done. */
  readonly problems: ReadonlyArray<Problem>;
};

/** 物流线路：固定的停靠点和发车日。A courier route: fixed stops on fixed days. */
export type CourierRoute = {
  readonly __typename?: 'CourierRoute';
  /** 线路名。Name. */
  readonly name: Scalars['String']['output'];
  /** 停靠的馆，按行车顺序。Libraries it calls at, in order. */
  readonly stops: ReadonlyArray<Library>;
  /** 发车日，1 为星期一。Days it runs, 1 is Monday. */
  readonly weekdays: ReadonlyArray<Scalars['Int']['output']>;
  /** 已运箱数。Boxes carried. */
  readonly totes: Scalars['Int']['output'];
  /** 已运册数。Copies carried. */
  readonly copies: Scalars['Int']['output'];
  /** 下落不明的箱数。Boxes that are missing. */
  readonly missing: Scalars['Int']['output'];
  /** 从封箱到签收的中位天数。Median days from closing to arriving. */
  readonly medianDays?: Maybe<Scalars['Float']['output']>;
};

/** 周转箱的状态。State of a box. */
export type ToteState =
  /** 装箱中。Being packed. */
  | 'OPEN'
  /** 已封箱，等车。Closed, waits for the courier. */
  | 'CLOSED'
  /** 在途。With the courier. */
  | 'ON_ROUTE'
  /** 已签收。Arrived. */
  | 'ARRIVED'
  /** 逾期未到。Did not come when it should have. */
  | 'MISSING';

/** 箱中一册的情况。What became of a copy in a box. */
export type ToteCopyState =
  /** 在箱中。Packed. */
  | 'PACKED'
  /** 已取出签收。Arrived. */
  | 'ARRIVED'
  /** 装了箱却未见到。Packed, and not found at the other end. */
  | 'SHORT';

/** 对周转箱的一次扫描。A scan of a box. */
export type ToteAction =
  /** 开一只新箱。Begins a journey. */
  | 'OPEN'
  /** 装入图书。Puts copies in. */
  | 'FILL'
  /** 取出图书。Takes copies out. */
  | 'TAKE_OUT'
  /** 封箱：箱中图书随之寄出或归还。Closes it: what lies in it is shipped, or on its way back. */
  | 'CLOSE'
  /** 交车。Hands it to the courier. */
  | 'SCAN_OUT'
  /** 下车：在收件馆即签收箱中图书，在别处则等下一班。Takes it from the courier: at its receiver the copies are received, elsewhere it waits for the next run. */
  | 'SCAN_IN';

/** 一只周转箱的一次行程。One journey of a box between two libraries. */
export type Tote = Node & {
  readonly __typename?: 'Tote';
  /** 全局编号。Global id. */
  readonly id: Scalars['ID']['output'];
  /** 箱上的编号。What stands on the box. */
  readonly label: Scalars['String']['output'];
  /** 线路。Route. */
  readonly route: Scalars['String']['output'];
  /** 班次日期。Day of its run. */
  readonly day: Scalars['Date']['output'];
  /** 发件馆。Sender. */
  readonly from: Library;
  /** 收件馆。Receiver. */
  readonly to: Library;
  /** 现在所在的停靠点；在途时为空。Stop where it stands; null while the courier has it. */
  readonly place?: Maybe<Library>;
  /** 状态。State. */
  readonly state: ToteState;
  /** 箱中图书。Copies in it. */
  readonly copies: ReadonlyArray<ToteCopy>;
  /** 逾此即算下落不明。From then on it is missing. */
  readonly lateAt?: Maybe<Scalars['DateTime']['output']>;
  /** 签收时间。When it arrived. */
  readonly arrivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** 版本号。Grows with every scan. */
  readonly version: Scalars['Int']['output'];
};

/** 箱中的一册。One copy in a box. */
export type ToteCopy = {
  readonly __typename?: 'ToteCopy';
  /** 条码。Barcode. */
  readonly barcode: Scalars['String']['output'];
  /** 所属馆。Owner. */
  readonly library: Library;
  /** 归还途中（true）或外借途中（false）。Going home to its owner, or out to the borrower. */
  readonly homeward: Scalars['Boolean']['output'];
  /** 情况。What became of it. */
  readonly state: ToteCopyState;
  /** 所属借阅。Its loan. */
  readonly loan?: Maybe<Loan>;
};

/** 周转箱列表。A list of boxes. */
export type ToteConnection = {
  readonly __typename?: 'ToteConnection';
  /** 带游标的条目。Rows with their cursors. */
  readonly edges: ReadonlyArray<ToteEdge>;
  /** 条目。Rows. */
  readonly nodes: ReadonlyArray<Tote>;
  /** 分页信息。Where this page stands. */
  readonly pageInfo: PageInfo;
  /** 总数。How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** 列表中的一只。One box of a list. */
export type ToteEdge = {
  readonly __typename?: 'ToteEdge';
  /** 游标。Cursor. */
  readonly cursor: Scalars['String']['output'];
  /** 周转箱。The box. */
  readonly node: Tote;
};

/** 对周转箱的操作。An act on a box. */
export type ActOnToteInput = {
  /** 动作。Action. */
  readonly action: ToteAction;
  /** 扫描所在的馆。Code of the library where the scanner is. */
  readonly at: Scalars['String']['input'];
  /** 箱：全局编号，或在用箱的编号；OPEN 时为新行程的箱号。The box: its id, or the label of one under way; for OPEN the label. */
  readonly tote: Scalars['String']['input'];
  /** 收件馆代码（OPEN）。Code of the receiver, for OPEN. */
  readonly to?: InputMaybe<Scalars['String']['input']>;
  /** 线路名（OPEN，有多条时）。Route, for OPEN, where several lead there. */
  readonly route?: InputMaybe<Scalars['String']['input']>;
  /** 条码。FILL、TAKE_OUT：要装入或取出的；SCAN_IN：实际见到的，不填即全部见到。Barcodes: to put in or take out; at SCAN_IN those found, none says all. */
  readonly barcodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** 幂等键。Idempotency key. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** 周转箱操作的结果。Outcome of an act on a box. */
export type TotePayload = {
  readonly __typename?: 'TotePayload';
  /** 周转箱。The box. */
  readonly tote?: Maybe<Tote>;
  /** 未能完成的原因。Why it was not done. */
  readonly problems: ReadonlyArray<Problem>;
};

/** 一月的馆际结算：两馆之间往来几何、谁付谁。The account of a month between each two libraries. */
export type Settlement = {
  readonly __typename?: 'Settlement';
  /** 月份，如 2026-11（北京时间）。The month, in Shanghai time. */
  readonly month: Scalars['String']['output'];
  /** 有往来的两馆，一对一行。Each two libraries that dealt with each other. */
  readonly pairs: SettledPairConnection;
  /** 各馆合计。Each library over all its partners. */
  readonly libraries: SettledLibraryConnection;
  /** 整张结算表，UTF-8 带 BOM 的 CSV，可用 Excel 打开。The whole sheet as CSV with a byte order mark, for Excel. */
  readonly csv: Scalars['String']['output'];
};


/** 一月的馆际结算：两馆之间往来几何、谁付谁。The account of a month between each two libraries. */
export type SettlementPairsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** 一月的馆际结算：两馆之间往来几何、谁付谁。The account of a month between each two libraries. */
export type SettlementLibrariesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** 单向往来。What went one way. */
export type LendingTraffic = {
  readonly __typename?: 'LendingTraffic';
  /** 图书册数。Volumes. */
  readonly volumes: Scalars['Int']['output'];
  /** 文献件数。Documents. */
  readonly documents: Scalars['Int']['output'];
  /** 遗失册数。Volumes lost. */
  readonly lost: Scalars['Int']['output'];
  /** 应收，单位分。What the lender may ask for, in fen. */
  readonly fen: Scalars['Int']['output'];
};

/** 两馆之间。Between two libraries. */
export type SettledPair = {
  readonly __typename?: 'SettledPair';
  /** 甲馆。The first, by symbol. */
  readonly a: Party;
  /** 乙馆。The second. */
  readonly b: Party;
  /** 甲借给乙。What a lent to b. */
  readonly aToB: LendingTraffic;
  /** 乙借给甲。What b lent to a. */
  readonly bToA: LendingTraffic;
  /** 净额，分：正数乙付甲，负数甲付乙。Net in fen: above 0 b pays a, below 0 a pays b. */
  readonly netFen: Scalars['Int']['output'];
  /** 其他币种的费用，不折算，由两馆自行结清。Charges in other currencies, which are not converted. */
  readonly foreign: ReadonlyArray<Scalars['String']['output']>;
};

/** 两馆列表。A list of pairs. */
export type SettledPairConnection = {
  readonly __typename?: 'SettledPairConnection';
  /** 带游标的条目。Rows with their cursors. */
  readonly edges: ReadonlyArray<SettledPairEdge>;
  /** 条目。Rows. */
  readonly nodes: ReadonlyArray<SettledPair>;
  /** 分页信息。Where this page stands. */
  readonly pageInfo: PageInfo;
  /** 总数。How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** 列表中的一对。One pair of a list. */
export type SettledPairEdge = {
  readonly __typename?: 'SettledPairEdge';
  /** 游标。Cursor. */
  readonly cursor: Scalars['String']['output'];
  /** 两馆。The pair. */
  readonly node: SettledPair;
};

/** 一馆合计。One library over all its partners. */
export type SettledLibrary = {
  readonly __typename?: 'SettledLibrary';
  /** 馆。The library. */
  readonly party: Party;
  /** 借出。What it lent. */
  readonly lent: LendingTraffic;
  /** 借入。What it borrowed. */
  readonly borrowed: LendingTraffic;
  /** 净借出件数：正数为净借出馆。Above 0 a net lender, below 0 a net borrower. */
  readonly netCopies: Scalars['Int']['output'];
  /** 净额，分：正数应收，负数应付。Above 0 to receive, below 0 to pay. */
  readonly netFen: Scalars['Int']['output'];
};

/** 各馆列表。A list of libraries with their sums. */
export type SettledLibraryConnection = {
  readonly __typename?: 'SettledLibraryConnection';
  /** 带游标的条目。Rows with their cursors. */
  readonly edges: ReadonlyArray<SettledLibraryEdge>;
  /** 条目。Rows. */
  readonly nodes: ReadonlyArray<SettledLibrary>;
  /** 分页信息。Where this page stands. */
  readonly pageInfo: PageInfo;
  /** 总数。How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** 列表中的一馆。One library of a list. */
export type SettledLibraryEdge = {
  readonly __typename?: 'SettledLibraryEdge';
  /** 游标。Cursor. */
  readonly cursor: Scalars['String']['output'];
  /** 合计。The sums. */
  readonly node: SettledLibrary;
};

/** 一段时间的借阅效能。How lending went over a time. */
export type LendingFigures = {
  readonly __typename?: 'LendingFigures';
  /** 按借出馆。By lender. */
  readonly lenders: LenderFiguresConnection;
  /** 按物流线路，两端都在线上的才计入。By courier route, where both ends stand on it. */
  readonly routes: RouteFiguresConnection;
};


/** 一段时间的借阅效能。How lending went over a time. */
export type LendingFiguresLendersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** 一段时间的借阅效能。How lending went over a time. */
export type LendingFiguresRoutesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** 一馆作为借出方。One library as a lender. */
export type LenderFigures = {
  readonly __typename?: 'LenderFigures';
  /** 馆。The library. */
  readonly party: Party;
  /** 被询问次数。How often it was asked. */
  readonly asked: Scalars['Int']['output'];
  /** 满足次数。How often it supplied. */
  readonly filled: Scalars['Int']['output'];
  /** 满足率，0–1。Fill rate, 0–1. */
  readonly fillRate?: Maybe<Scalars['Float']['output']>;
  /** 答复的中位时数。Median hours to the answer. */
  readonly medianHoursToAnswer?: Maybe<Scalars['Float']['output']>;
  /** 从寄出到收到的中位天数。Median days from shipping to receipt. */
  readonly medianDaysToReceive?: Maybe<Scalars['Float']['output']>;
};

/** 借出馆列表。A list of lenders. */
export type LenderFiguresConnection = {
  readonly __typename?: 'LenderFiguresConnection';
  /** 带游标的条目。Rows with their cursors. */
  readonly edges: ReadonlyArray<LenderFiguresEdge>;
  /** 条目。Rows. */
  readonly nodes: ReadonlyArray<LenderFigures>;
  /** 分页信息。Where this page stands. */
  readonly pageInfo: PageInfo;
  /** 总数。How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** 列表中的一馆。One lender of a list. */
export type LenderFiguresEdge = {
  readonly __typename?: 'LenderFiguresEdge';
  /** 游标。Cursor. */
  readonly cursor: Scalars['String']['output'];
  /** 效能。Its figures. */
  readonly node: LenderFigures;
};

/** 一条线路。One courier route. */
export type RouteFigures = {
  readonly __typename?: 'RouteFigures';
  /** 线路名称。Name of the route. */
  readonly route: Scalars['String']['output'];
  /** 询问次数。How often a lender on it was asked by a library on it. */
  readonly asked: Scalars['Int']['output'];
  /** 满足次数。How often it supplied. */
  readonly filled: Scalars['Int']['output'];
  /** 满足率，0–1。Fill rate, 0–1. */
  readonly fillRate?: Maybe<Scalars['Float']['output']>;
  /** 答复的中位时数。Median hours to the answer. */
  readonly medianHoursToAnswer?: Maybe<Scalars['Float']['output']>;
  /** 从寄出到收到的中位天数。Median days from shipping to receipt. */
  readonly medianDaysToReceive?: Maybe<Scalars['Float']['output']>;
};

/** 线路列表。A list of routes. */
export type RouteFiguresConnection = {
  readonly __typename?: 'RouteFiguresConnection';
  /** 带游标的条目。Rows with their cursors. */
  readonly edges: ReadonlyArray<RouteFiguresEdge>;
  /** 条目。Rows. */
  readonly nodes: ReadonlyArray<RouteFigures>;
  /** 分页信息。Where this page stands. */
  readonly pageInfo: PageInfo;
  /** 总数。How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** 列表中的一条线路。One route of a list. */
export type RouteFiguresEdge = {
  readonly __typename?: 'RouteFiguresEdge';
  /** 游标。Cursor. */
  readonly cursor: Scalars['String']['output'];
  /** 效能。Its figures. */
  readonly node: RouteFigures;
};

/** 对没有送达的消息怎么办。What is done about a message that did not arrive. */
export type LetterChoice =
  /** 再发一次。Send it again. */
  | 'SEND_AGAIN'
  /** 已用电话等方式说妥，不再发。Settled in another way, by phone; it is not sent again. */
  | 'SETTLED'
  /** 放弃这家馆，改问下一家。Give that library up and ask the next. */
  | 'NEXT_SUPPLIER';

/** 没有送达联盟外机构的一条消息。A message that did not reach an agency outside the alliance. */
export type UndeliveredLetter = {
  readonly __typename?: 'UndeliveredLetter';
  /** 编号。Number. */
  readonly id: Scalars['ID']['output'];
  /** 收信的机构。To whom it is. */
  readonly to: Party;
  /** 说的是什么，如 ASKED、RECEIVED。What it says, e.g. ASKED, RECEIVED. */
  readonly says: Scalars['String']['output'];
  /** 所属的借阅。The loan it is about. */
  readonly loan?: Maybe<Loan>;
  /** 已发的次数。How often it was sent. */
  readonly attempts: Scalars['Int']['output'];
  /** 最后一次为何不成。Why it failed the last time. */
  readonly error?: Maybe<Scalars['String']['output']>;
  /** 写成的时间。When it was written. */
  readonly createdAt: Scalars['DateTime']['output'];
};

/** 处理未送达消息的结果。Outcome of deciding on a message. */
export type LetterPayload = {
  readonly __typename?: 'LetterPayload';
  /** 其余仍未送达的。Those that are left. */
  readonly left: ReadonlyArray<UndeliveredLetter>;
  /** 未能完成的原因。Why it was not done. */
  readonly problems: ReadonlyArray<Problem>;
};

/** 图书馆类别。Kind of library. */
export type LibraryKind =
  /** 公共图书馆。Public library. */
  | 'PUBLIC'
  /** 高校图书馆。University library. */
  | 'UNIVERSITY'
  /** 科技情报机构。Information institute. */
  | 'INSTITUTE'
  /** 中小学图书馆。School library. */
  | 'SCHOOL';

/** 学段。School stage. */
export type Stage =
  /** 小学低年级（1–2）。Grades 1–2. */
  | 'PRIMARY_LOWER'
  /** 小学中年级（3–4）。Grades 3–4. */
  | 'PRIMARY_MIDDLE'
  /** 小学高年级（5–6）。Grades 5–6. */
  | 'PRIMARY_UPPER'
  /** 初中（7–9）。Grades 7–9. */
  | 'JUNIOR'
  /** 高中（10–12）。Grades 10–12. */
  | 'SENIOR';

/** 成员馆。A member library of the alliance. */
export type Library = Node & {
  readonly __typename?: 'Library';
  /** 全局编号。Global id. */
  readonly id: Scalars['ID']['output'];
  /** 馆代码（中国 ISIL），如 CN-320508-C-PJSY，成员馆的主键。China ISIL; the key of a member library. */
  readonly code: Scalars['String']['output'];
  /** 类别。Kind of library. */
  readonly kind: LibraryKind;
  /** 馆名。Name. */
  readonly name: Scalars['String']['output'];
  /** 英文馆名。Name in English. */
  readonly nameEn?: Maybe<Scalars['String']['output']>;
  /** 六位行政区划代码（GB/T 2260）。Six-digit area code (GB/T 2260). */
  readonly area?: Maybe<Scalars['String']['output']>;
  /** 行政区划名称。Name of the area. */
  readonly areaName?: Maybe<Scalars['String']['output']>;
  /** 服务的学段。Stages it serves. */
  readonly stages: ReadonlyArray<Stage>;
  /** 学生数。Number of pupils. */
  readonly pupils?: Maybe<Scalars['Int']['output']>;
  /** 馆藏版本数。Editions it holds. */
  readonly editionCount: Scalars['Int']['output'];
  /** 馆藏册数。Copies it holds. */
  readonly itemCount: Scalars['Int']['output'];
  /** 最近一次推送；仅本馆与管理者可见。Its last push; seen by the library itself and by those who run the alliance. */
  readonly lastPush?: Maybe<Push>;
  /** 该馆为其表格指明过的列；仅本馆与管理者可见。What the library told of the columns of its sheets; seen by the library itself and by those who run the alliance. */
  readonly columnMap?: Maybe<ReadonlyArray<ColumnMeaning>>;
  /** 所属的总校或总馆。The institution this campus or branch belongs to. */
  readonly parent?: Maybe<Library>;
  /** 最近一次测得的数据质量；仅本馆与管理者可见。Quality as last measured; seen by the library itself and by those who run the alliance. */
  readonly quality?: Maybe<LibraryQuality>;
};

/** 成员馆列表。A list of libraries. */
export type LibraryConnection = {
  readonly __typename?: 'LibraryConnection';
  /** 带游标的条目。Rows with their cursors. */
  readonly edges: ReadonlyArray<LibraryEdge>;
  /** 条目。Rows. */
  readonly nodes: ReadonlyArray<Library>;
  /** 分页信息。Where this page stands. */
  readonly pageInfo: PageInfo;
  /** 总数。How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** 列表中的一馆。One library of a list. */
export type LibraryEdge = {
  readonly __typename?: 'LibraryEdge';
  /** 游标。Cursor. */
  readonly cursor: Scalars['String']['output'];
  /** 馆。The library. */
  readonly node: Library;
};

/** 在一笔借阅中的身份。Side of a loan. */
export type LoanRole =
  /** 借入方。The library that asks. */
  | 'REQUESTER'
  /** 借出方。The library that lends. */
  | 'SUPPLIER';

/** 服务方式。What is asked for. */
export type ServiceType =
  /** 借书。A loan. */
  | 'LOAN'
  /** 复制件。A copy. */
  | 'COPY'
  /** 复制件或借书。A copy, or else a loan. */
  | 'COPY_OR_LOAN';

/** 可接受的版本。Which editions will do. */
export type EditionChoice =
  /** 只要此版本。This edition only. */
  | 'THIS_EDITION'
  /** 同一译本。The same translation. */
  | 'SAME_TRANSLATION'
  /** 任何版本。Any edition. */
  | 'ANY_EDITION';

/** 借阅的状态。State of a loan. */
export type LoanState =
  /** 草稿。Draft. */
  | 'DRAFT'
  /** 待批准。Awaiting approval. */
  | 'AWAITING_APPROVAL'
  /** 寻找借出馆。Looking for a supplier. */
  | 'SOURCING'
  /** 已发出请求。Sent to a supplier. */
  | 'SENT'
  /** 等待到货。Expected. */
  | 'EXPECTED'
  /** 将提供。The supplier will supply. */
  | 'WILL_SUPPLY'
  /** 条件待定。A condition waits for an answer. */
  | 'CONDITION_PENDING'
  /** 建议稍后再试。The supplier asks to retry later. */
  | 'RETRY_PENDING'
  /** 取消待复。A cancellation waits for an answer. */
  | 'CANCEL_PENDING'
  /** 已寄出。Shipped. */
  | 'SHIPPED'
  /** 已收到。Received. */
  | 'RECEIVED'
  /** 已寄还。Return shipped. */
  | 'RETURN_SHIPPED'
  /** 完成。Completed. */
  | 'COMPLETED'
  /** 未能满足。Unfilled. */
  | 'UNFILLED'
  /** 已取消。Cancelled. */
  | 'CANCELLED'
  /** 未批准。Declined. */
  | 'DECLINED'
  /** 过期。Expired. */
  | 'EXPIRED'
  /** 丢失。Lost. */
  | 'LOST';

/** 状态之外的标记。Flags beside the state. */
export type LoanFlag =
  /** 逾期。Overdue. */
  | 'OVERDUE'
  /** 被召回。Recalled. */
  | 'RECALLED'
  /** 续借待复。A renewal waits for an answer. */
  | 'RENEWAL_PENDING'
  /** 下落不明。Missing on the way. */
  | 'MISSING'
  /** 双方所知不一。The two sides differ. */
  | 'CONFLICT'
  /** 需要人处理。Needs a person. */
  | 'NEEDS_ATTENTION';

/** 可做的动作。What can be done. */
export type LoanAction =
  /** 提交。Submit a draft. */
  | 'SUBMIT'
  /** 批准。Approve. */
  | 'APPROVE'
  /** 不批准。Decline. */
  | 'DECLINE'
  /** 取消。Cancel. */
  | 'CANCEL'
  /** 答应提供。Will supply. */
  | 'WILL_SUPPLY'
  /** 不能提供。Cannot supply. */
  | 'UNFILLED'
  /** 提出条件。Set a condition. */
  | 'SET_CONDITION'
  /** 接受条件。Accept the condition. */
  | 'ACCEPT_CONDITION'
  /** 不接受条件。Reject the condition. */
  | 'REJECT_CONDITION'
  /** 请稍后再试。Ask to retry later. */
  | 'ASK_RETRY'
  /** 同意再试。Agree to retry. */
  | 'ACCEPT_RETRY'
  /** 寄出。Ship. */
  | 'SHIP'
  /** 提供复制件。Supply a copy. */
  | 'SUPPLY_COPY'
  /** 收到。Receive. */
  | 'RECEIVE'
  /** 接受部分。Accept a partial fill. */
  | 'ACCEPT_PARTIAL'
  /** 不接受部分。Refuse a partial fill. */
  | 'REFUSE_PARTIAL'
  /** 申请续借。Ask to renew. */
  | 'RENEW'
  /** 同意续借。Allow the renewal. */
  | 'ALLOW_RENEWAL'
  /** 不同意续借。Refuse the renewal. */
  | 'REFUSE_RENEWAL'
  /** 召回。Recall. */
  | 'RECALL'
  /** 寄还。Return. */
  | 'RETURN'
  /** 归还入库。Check in. */
  | 'CHECK_IN'
  /** 同意取消。Accept the cancellation. */
  | 'ACCEPT_CANCEL'
  /** 不同意取消。Refuse the cancellation. */
  | 'REFUSE_CANCEL'
  /** 报失。Report lost. */
  | 'REPORT_LOST'
  /** 结案。Close. */
  | 'CLOSE';

/** 一馆请求借入某书若干册，从提出到归还。One request of one library for copies of one title, from asking to return. */
export type Loan = Node & {
  readonly __typename?: 'Loan';
  /** 全局编号。Global id. */
  readonly id: Scalars['ID']['output'];
  /** 借入方：成员馆，或向我们借书的外部机构。A member, or an outside agency that borrows from us. */
  readonly requester: Party;
  /** 现在被询问或提供的馆；寻找时为空。The library now asked or supplying; null while sourcing. */
  readonly supplier?: Maybe<Party>;
  /** 服务方式。What is asked for. */
  readonly serviceType: ServiceType;
  /** 版本。The edition. */
  readonly edition?: Maybe<Edition>;
  /** 题名。Title. */
  readonly title: Scalars['String']['output'];
  /** 状态（查看者一方所知）。State, as the viewer's side knows it. */
  readonly state: LoanState;
  /** 某一方最近所知的状态；消息在途时两方不同。The same loan as the other side last knew it: the two differ while messages cross. */
  readonly stateAs: LoanState;
  /** 标记。Flags. */
  readonly flags: ReadonlyArray<LoanFlag>;
  /** 册数。Copies asked for. */
  readonly quantity: Scalars['Int']['output'];
  /** 整班用书中由他馆提供的部分，各为一笔。Copies of a class set supplied by other libraries, each a loan of its own. */
  readonly parts: ReadonlyArray<Loan>;
  /** 所属的整班用书请求。The class-set request it is part of. */
  readonly parent?: Maybe<Loan>;
  /** 在外的各册，按条码。The copies that are out, by barcode. */
  readonly items: ReadonlyArray<LoanItem>;
  /** 借出方提出的条件。Condition set by the supplier. */
  readonly condition?: Maybe<Scalars['String']['output']>;
  /** 未能满足的原因。Why it was not filled. */
  readonly unfilledReason?: Maybe<Scalars['String']['output']>;
  /** 至少要几册。Fewest copies that will do. */
  readonly minQuantity?: Maybe<Scalars['Int']['output']>;
  /** 使用开始日。First day of use. */
  readonly bookFrom?: Maybe<Scalars['Date']['output']>;
  /** 使用结束日。Last day of use. */
  readonly bookUntil?: Maybe<Scalars['Date']['output']>;
  /** 何日前需要。Needed by. */
  readonly neededBy?: Maybe<Scalars['Date']['output']>;
  /** 应还日期。Due date. */
  readonly dueDate?: Maybe<Scalars['Date']['output']>;
  /** 以文件提供的复制件；纸质的没有。A copy that was delivered as a file; none where it came on paper. */
  readonly document?: Maybe<LoanDocument>;
  /** 轮到谁处理。Who has to act next. */
  readonly waitingFor?: Maybe<Party>;
  /** 处理期限。By when. */
  readonly actBy?: Maybe<Scalars['DateTime']['output']>;
  /** 拟询问的馆及理由。The libraries to be asked, with reasons. */
  readonly rota: ReadonlyArray<RotaEntry>;
  /** 现在可做的动作。What can be done now. */
  readonly actions: ReadonlyArray<LoanAction>;
  /** 经过。What happened. */
  readonly events: ReadonlyArray<LoanEvent>;
  /** 版本号，随每次变动增长。Grows with every change. */
  readonly version: Scalars['Int']['output'];
  /** 提出时间。When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** 图书漂流：上一站的借阅。In a box that goes from school to school: the loan of the stop before. */
  readonly follows?: Maybe<Loan>;
};


/** 一馆请求借入某书若干册，从提出到归还。One request of one library for copies of one title, from asking to return. */
export type LoanStateAsArgs = {
  role: LoanRole;
};


/** 一馆请求借入某书若干册，从提出到归还。One request of one library for copies of one title, from asking to return. */
export type LoanActionsArgs = {
  as: LoanRole;
};

/** 以文件提供的复制件。A copy that was delivered as a file. */
export type LoanDocument = {
  readonly __typename?: 'LoanDocument';
  /** 地址：本系统的 /documents/…（借入馆凭密钥下载），或借出方自己的地址。Address: /documents/… here, for the borrowing library with its key, or one of the lender's own. */
  readonly url: Scalars['String']['output'];
  /** 类型，据内容判断，如 application/pdf。Type, told by the content. */
  readonly contentType?: Maybe<Scalars['String']['output']>;
  /** 字节数。Size in bytes. */
  readonly bytes?: Maybe<Scalars['Int']['output']>;
  /** SHA-256，十六进制。In hex. */
  readonly sha256?: Maybe<Scalars['String']['output']>;
  /** 此后删除。Deleted from then on. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** 还能下载。Can still be fetched. */
  readonly available: Scalars['Boolean']['output'];
  /** 著作权提示，须与复制件一同保留。Copyright note, to stay with the copy. */
  readonly copyright: Scalars['String']['output'];
};

/** 在外的一册。One copy that is out. */
export type LoanItem = {
  readonly __typename?: 'LoanItem';
  /** 册。The copy. */
  readonly item?: Maybe<Item>;
  /** 条码。Barcode. */
  readonly barcode: Scalars['String']['output'];
  /** 状态。State. */
  readonly state: LoanState;
  /** 应还日期。Due date. */
  readonly dueDate?: Maybe<Scalars['Date']['output']>;
};

/** 一方：成员馆，或以 AUTHORITY:VALUE 标识的外部机构。A member library, or an outside agency known by its symbol, AUTHORITY:VALUE. */
export type Party = {
  readonly __typename?: 'Party';
  /** 标识。Symbol. */
  readonly symbol: Scalars['String']['output'];
  /** 名称。Name. */
  readonly name: Scalars['String']['output'];
  /** 成员馆。The member library, where it is one. */
  readonly library?: Maybe<Library>;
};

/** 询问次序中的一馆。One library of the rota. */
export type RotaEntry = {
  readonly __typename?: 'RotaEntry';
  /** 馆。The library. */
  readonly party: Party;
  /** 次序，从 1 起。Rank, from 1. */
  readonly rank: Scalars['Int']['output'];
  /** 排在此处的理由。Why it stands here. */
  readonly reasons: ReadonlyArray<Scalars['String']['output']>;
  /** 结果。What it answered. */
  readonly outcome?: Maybe<Scalars['String']['output']>;
};

/** 一笔借阅经过的一步。One step in the life of a loan. */
export type LoanEvent = {
  readonly __typename?: 'LoanEvent';
  /** 事件序号，可作 loanChanged 的 after。Number of the event, to be sent as `after` of loanChanged. */
  readonly cursor: Scalars['String']['output'];
  /** 时间。When. */
  readonly at: Scalars['DateTime']['output'];
  /** 动作。What was done. */
  readonly action: Scalars['String']['output'];
  /** 从何状态。From which state. */
  readonly from?: Maybe<LoanState>;
  /** 到何状态。To which state. */
  readonly to: LoanState;
  /** 由谁。By whom. */
  readonly by: Scalars['String']['output'];
  /** 附言。Note. */
  readonly note?: Maybe<Scalars['String']['output']>;
};

/** 借阅列表。A list of loans. */
export type LoanConnection = {
  readonly __typename?: 'LoanConnection';
  /** 带游标的条目。Rows with their cursors. */
  readonly edges: ReadonlyArray<LoanEdge>;
  /** 条目。Rows. */
  readonly nodes: ReadonlyArray<Loan>;
  /** 分页信息。Where this page stands. */
  readonly pageInfo: PageInfo;
  /** 总数。How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** 列表中的一笔。One loan of a list. */
export type LoanEdge = {
  readonly __typename?: 'LoanEdge';
  /** 游标。Cursor. */
  readonly cursor: Scalars['String']['output'];
  /** 借阅。The loan. */
  readonly node: Loan;
};

/** 请求借书。A request for a loan. */
export type RequestLoanInput = {
  /** 借入馆代码。Code of the library that asks. */
  readonly requester: Scalars['String']['input'];
  /** 版本编号。The edition. */
  readonly editionId?: InputMaybe<Scalars['ID']['input']>;
  /** 成员馆都没有的书：按题名向外借。For a title that no member holds: ask outside by its description. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  /** 责任者。Contributor. */
  readonly contributor?: InputMaybe<Scalars['String']['input']>;
  /** ISBN。ISBN. */
  readonly isbn?: InputMaybe<Scalars['String']['input']>;
  /** 服务方式。What is asked for. */
  readonly serviceType?: InputMaybe<ServiceType>;
  /** 可接受的版本。Which editions will do. */
  readonly choice?: InputMaybe<EditionChoice>;
  /** 册数。Copies. */
  readonly quantity?: InputMaybe<Scalars['Int']['input']>;
  /** 至少要几册。Fewest copies that will do. */
  readonly minQuantity?: InputMaybe<Scalars['Int']['input']>;
  /** 可由几馆分担。May be split over libraries. */
  readonly splitAllowed?: InputMaybe<Scalars['Boolean']['input']>;
  /** 使用开始日。First day of use. */
  readonly bookFrom?: InputMaybe<Scalars['Date']['input']>;
  /** 使用结束日。Last day of use. */
  readonly bookUntil?: InputMaybe<Scalars['Date']['input']>;
  /** 何日前需要。Needed by. */
  readonly neededBy?: InputMaybe<Scalars['Date']['input']>;
  /** 只有本校能解读的代号；像姓名、电话、证件号、学籍号的一律拒收。Opaque reference that only the home school can resolve. Anything that looks like a name, phone, identity or pupil number is refused. */
  readonly patronRef?: InputMaybe<Scalars['String']['input']>;
  /** 附言，不得含个人信息。Note, without personal data. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
  /** 只存草稿。Keep as a draft. */
  readonly draft?: InputMaybe<Scalars['Boolean']['input']>;
  /** 幂等键。Idempotency key. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** 处理一笔借阅。An act on a loan. */
export type ActOnLoanInput = {
  /** 借阅编号。The loan. */
  readonly loanId: Scalars['ID']['input'];
  /** 动作。Action. */
  readonly action: LoanAction;
  /** 以哪一方。As which side. */
  readonly as: LoanRole;
  /** 所见的版本号；已有更新则以 STALE_VERSION 拒绝。The version last seen; a newer one is refused with STALE_VERSION. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** 原因。Reason. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** 附言。Note. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
  /** 应还日期。Due date. */
  readonly dueDate?: InputMaybe<Scalars['Date']['input']>;
  /** 条码。Barcodes. */
  readonly barcodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** 条件代码。Condition code. */
  readonly conditionCode?: InputMaybe<Scalars['String']['input']>;
  /** 费用，单位分。In fen. */
  readonly costFen?: InputMaybe<Scalars['Int']['input']>;
  /** 文件网址。Address of a file. */
  readonly fileUrl?: InputMaybe<Scalars['String']['input']>;
  /** 幂等键。Idempotency key. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** 借阅变更的结果。Outcome of a loan mutation. */
export type LoanPayload = {
  readonly __typename?: 'LoanPayload';
  /** 借阅。The loan. */
  readonly loan?: Maybe<Loan>;
  /** 未能完成的原因。Why it was not done. */
  readonly problems: ReadonlyArray<Problem>;
};

/** 一馆数据的质量：在一次推送之后测得，规则与 liantu check 相同。How good a library's records are, measured after a push by the rules of liantu check. */
export type LibraryQuality = {
  readonly __typename?: 'LibraryQuality';
  /** 何时测得。When it was measured. */
  readonly at: Scalars['DateTime']['output'];
  /** 0–100：读懂的记录，按关键字段的完整程度与存疑之处计分。0–100: described records, weighted by how complete they are and what is doubtful in them. */
  readonly score: Scalars['Int']['output'];
  /** 目录中的记录数与被隔离数之和。Records in the catalogue and set aside. */
  readonly records: Scalars['Int']['output'];
  /** 被隔离。Set aside. */
  readonly quarantined: Scalars['Int']['output'];
  /** 册数。Copies. */
  readonly copies: Scalars['Int']['output'];
  /** 关键字段的完整程度。Completeness of the fields that matter. */
  readonly completeness: ReadonlyArray<FieldCompleteness>;
  /** 问题，最严重者在前。What is wrong or doubtful, the worst first. */
  readonly findings: ReadonlyArray<QualityFinding>;
};

/** 一个字段的完整程度。Completeness of one field. */
export type FieldCompleteness = {
  readonly __typename?: 'FieldCompleteness';
  /** 字段。The field. */
  readonly field: Scalars['String']['output'];
  /** 已填的记录数。Records that have it. */
  readonly filled: Scalars['Int']['output'];
  /** 比例，0–1。Share, 0–1. */
  readonly share: Scalars['Float']['output'];
};

/** 一类问题，含次数、例子与改正办法。One kind of fault with its count, examples and what to do. */
export type QualityFinding = {
  readonly __typename?: 'QualityFinding';
  /** 代码。Code. */
  readonly code: Scalars['String']['output'];
  /** 程度。Severity. */
  readonly severity: Severity;
  /** 次数。How often. */
  readonly count: Scalars['Int']['output'];
  /** 最先几条记录的馆内记录号，或交付中的序号。Local ids of the first records, or their numbers within the delivery. */
  readonly places: ReadonlyArray<Scalars['String']['output']>;
  /** 最先几处的原文。The first offending texts. */
  readonly examples: ReadonlyArray<Scalars['String']['output']>;
  /** 说明与办法（英文）。What it means and what to do. */
  readonly message: Scalars['String']['output'];
  /** 说明与办法（中文）。The same in Chinese. */
  readonly messageZh: Scalars['String']['output'];
};

/** 待审的记录对列表。A list of pairs to review. */
export type ReviewConnection = {
  readonly __typename?: 'ReviewConnection';
  /** 带游标的条目。Rows with their cursors. */
  readonly edges: ReadonlyArray<ReviewEdge>;
  /** 条目。Rows. */
  readonly nodes: ReadonlyArray<ReviewPair>;
  /** 分页信息。Where this page stands. */
  readonly pageInfo: PageInfo;
  /** 总数。How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** 列表中的一对。One pair of a list. */
export type ReviewEdge = {
  readonly __typename?: 'ReviewEdge';
  /** 游标。Cursor. */
  readonly cursor: Scalars['String']['output'];
  /** 记录对。The pair. */
  readonly node: ReviewPair;
};

/** 机器不敢独断的一对记录。Two records that the matcher would not decide alone. */
export type ReviewPair = {
  readonly __typename?: 'ReviewPair';
  /** 甲。One record. */
  readonly a: SourceRecord;
  /** 乙。The other record. */
  readonly b: SourceRecord;
  /** 分数。Score. */
  readonly score: Scalars['Float']['output'];
  /** 依据，强者在前。Evidence, the strongest first. */
  readonly evidence: ReadonlyArray<Scalars['String']['output']>;
};

/** 审定。A librarian's verdict. */
export type ReviewVerdict =
  /** 同一版本。The same edition. */
  | 'SAME'
  /** 不同版本。Different editions. */
  | 'DIFFERENT';

/** 审定的结果。Outcome of a verdict. */
export type ReviewPayload = {
  readonly __typename?: 'ReviewPayload';
  /** 两条记录现在所在的版本。The editions the two records now stand in. */
  readonly editions: ReadonlyArray<Edition>;
  /** 未能完成的原因。Why it was not done. */
  readonly problems: ReadonlyArray<Problem>;
};

/** 漂流箱的一站。A stop of a box that goes from school to school. */
export type RotationStopInput = {
  /** 馆代码。Library code. */
  readonly library: Scalars['String']['input'];
  /** 到站日。First day there. */
  readonly from: Scalars['Date']['input'];
  /** 离站日。Last day there. */
  readonly until: Scalars['Date']['input'];
};

/** 开始一只漂流箱。Begins the journey of a box from school to school. */
export type StartRotationInput = {
  /** 所属馆代码。Code of its owner. */
  readonly owner: Scalars['String']['input'];
  /** 箱名。What it is called. */
  readonly name: Scalars['String']['input'];
  /** 箱中图书的条码。Barcodes of the copies in it. */
  readonly barcodes: ReadonlyArray<Scalars['String']['input']>;
  /** 各站，按先后。Its stops, in order. */
  readonly stops: ReadonlyArray<RotationStopInput>;
  /** 幂等键。Idempotency key. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** 漂流箱到了下一站，或回到所属馆。The box has come to its next stop, or home. */
export type PassRotationInput = {
  /** 刚结束的一站的借阅编号。The loan of the stop that ends. */
  readonly loanId: Scalars['ID']['input'];
  /** 现在开箱的馆。Code of the library that opens it now. */
  readonly at: Scalars['String']['input'];
  /** 见到的条码；不填即全部见到。Barcodes found; none says all. */
  readonly barcodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** 幂等键。Idempotency key. */
  readonly idempotencyKey: Scalars['String']['input'];
};

/** 漂流箱操作的结果。Outcome of an act on such a box. */
export type RotationPayload = {
  readonly __typename?: 'RotationPayload';
  /** 各站的借阅，或刚动过的。Loans of its stops, or those that moved. */
  readonly loans: ReadonlyArray<Loan>;
  /** 未能完成的原因。Why it was not done. */
  readonly problems: ReadonlyArray<Problem>;
};

/** 检索的过滤条件；同一条件内取或，条件之间取与。Filters of a search: any value within one, all of them together. */
export type SearchFilter = {
  /** 馆代码。Library codes. */
  readonly libraries?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** 馆类别。Kinds of library. */
  readonly kinds?: InputMaybe<ReadonlyArray<LibraryKind>>;
  /** 行政区划代码。Area codes. */
  readonly areas?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** 学段。Stages. */
  readonly stages?: InputMaybe<ReadonlyArray<Stage>>;
  /** 中图法类号前缀：I、I2、TP3……。CLC prefixes: I, I2, TP3 … */
  readonly classes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** 语种代码。Language codes. */
  readonly languages?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** 载体。Carriers. */
  readonly carriers?: InputMaybe<ReadonlyArray<Carrier>>;
  /** 书目，用分面的值或名称。Reading lists, by the value of their facet or by name. */
  readonly readingLists?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** 出版年起。Year from. */
  readonly yearFrom?: InputMaybe<Scalars['Int']['input']>;
  /** 出版年止。Year to. */
  readonly yearTo?: InputMaybe<Scalars['Int']['input']>;
  /** 只要可借的；未报状态的保留。Only what can be had; libraries that tell no status are kept. */
  readonly availableOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

/** 检索字段。Where to search. */
export type SearchField =
  /** 任意字段。Anywhere. */
  | 'ANY'
  /** 题名。Title. */
  | 'TITLE'
  /** 责任者。Contributor. */
  | 'CONTRIBUTOR'
  /** 主题。Subject. */
  | 'SUBJECT'
  /** ISBN。ISBN. */
  | 'ISBN'
  /** 索书号，按排架顺序浏览。Call number, in shelf order. */
  | 'CALL_NUMBER'
  /** 出版者。Publisher. */
  | 'PUBLISHER'
  /** 丛编。Series. */
  | 'SERIES';

/** 排序。Order of the result. */
export type SearchSort =
  /** 相关度。Relevance. */
  | 'RELEVANCE'
  /** 新书在前。Newest first. */
  | 'NEWEST'
  /** 旧书在前。Oldest first. */
  | 'OLDEST'
  /** 题名拼音。Title in pinyin. */
  | 'TITLE_PINYIN'
  /** 馆藏多者在前。Most held first. */
  | 'MOST_HELD'
  /** 索书号。Call number. */
  | 'CALL_NUMBER';

/** 命中是怎样找到的，页面据此说“没有……，为您显示……”。How a hit was found, so that a page can say 没有“…”，为您显示…. */
export type MatchStage =
  /** 标识号。By an identifier. */
  | 'IDENTIFIER'
  /** 题名全同。Exact title. */
  | 'EXACT'
  /** 词组。Phrase. */
  | 'PHRASE'
  /** 分词。Words. */
  | 'WORDS'
  /** 同音。Sounds alike. */
  | 'HOMOPHONE'
  /** 模糊。Fuzzy. */
  | 'FUZZY'
  /** 实时检索。From a live target. */
  | 'LIVE';

/** 分面。What results can be counted by. */
export type FacetField =
  /** 馆。Library. */
  | 'LIBRARY'
  /** 馆类别。Kind of library. */
  | 'KIND'
  /** 区。Area. */
  | 'AREA'
  /** 学段。Stage. */
  | 'STAGE'
  /** 中图法大类。CLC class. */
  | 'CLASS'
  /** 语种。Language. */
  | 'LANGUAGE'
  /** 载体。Carrier. */
  | 'CARRIER'
  /** 出版年。Year. */
  | 'YEAR'
  /** 书目。Reading list. */
  | 'READING_LIST'
  /** 可借。Availability. */
  | 'AVAILABILITY';

/** 分面中的一个值。One value of a facet. */
export type FacetValue = {
  readonly __typename?: 'FacetValue';
  /** 值，可放回过滤条件。The value, to be sent back in the filter. */
  readonly value: Scalars['String']['output'];
  /** 显示文字（中文）。Words to show, in Chinese. */
  readonly label: Scalars['String']['output'];
  /** 命中数。Hits with this value. */
  readonly count: Scalars['Int']['output'];
};

/** 分面。One facet. */
export type Facet = {
  readonly __typename?: 'Facet';
  /** 分面字段。What is counted by. */
  readonly field: FacetField;
  /** 各值，多者在前。Values, the commonest first. */
  readonly values: ReadonlyArray<FacetValue>;
};

/** 一条命中。One hit. */
export type SearchEdge = {
  readonly __typename?: 'SearchEdge';
  /** 游标。Cursor. */
  readonly cursor: Scalars['String']['output'];
  /** 版本。The edition. */
  readonly node: Edition;
  /** 怎样找到的。How it was found. */
  readonly stage: MatchStage;
  /** 题名，相符处在 U+E000 与 U+E001 之间。Title with matches between U+E000 and U+E001. */
  readonly highlight?: Maybe<Scalars['String']['output']>;
};

/** 检索结果。The result of a search. */
export type SearchConnection = {
  readonly __typename?: 'SearchConnection';
  /** 带游标的命中。Hits with their cursors. */
  readonly edges: ReadonlyArray<SearchEdge>;
  /** 版本。The editions. */
  readonly nodes: ReadonlyArray<Edition>;
  /** 分页信息。Where this page stands. */
  readonly pageInfo: PageInfo;
  /** 总数。How many there are. */
  readonly totalCount: Scalars['Int']['output'];
  /** 总数是否准确。Whether the total is exact. */
  readonly totalIsExact: Scalars['Boolean']['output'];
  /** 所求的分面。The facets asked for. */
  readonly facets: ReadonlyArray<Facet>;
  /** 各来源的回答：本地索引（由备用索引代答时，两者都列出），以及所求的实时目标。What each source answered: the local index (where a standby answered for it, both), and live targets where asked. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** 您是不是要找。A better spelling. */
  readonly didYouMean?: Maybe<Scalars['String']['output']>;
  /** 结果来自备用索引或不完整。Set where the result came from a stand-in or is incomplete. */
  readonly degraded: Scalars['Boolean']['output'];
  /** 没有命中时的出路；有命中则为空。Ways out where nothing was found; none where something was. */
  readonly rescues: ReadonlyArray<SearchRescue>;
};

/** 没有命中时的一条出路。One way out where nothing was found. */
export type SearchRescue = {
  readonly __typename?: 'SearchRescue';
  /** 哪一种出路。What kind of way. */
  readonly kind: RescueKind;
  /** 要去掉的过滤条件，即 SearchFilter 的字段名。Fields of SearchFilter to leave out. */
  readonly without: ReadonlyArray<Scalars['String']['output']>;
  /** 照此有多少命中；要问过别处才知道的为空。Hits that it gives; null where others must be asked first. */
  readonly hits?: Maybe<Scalars['Int']['output']>;
  /** 显示文字（中文）。Words to show, in Chinese. */
  readonly label: Scalars['String']['output'];
};

/** 出路的类别。Kind of a way out. */
export type RescueKind =
  /** 去掉过滤条件。Leave filters out. */
  | 'WITHOUT_FILTER'
  /** 看其他馆。Look in other libraries. */
  | 'OTHER_LIBRARIES'
  /** 在任意字段中查找。Look in any field. */
  | 'ANY_FIELD'
  /** 核对 ISBN 的校验位。Check the ISBN: its check digit is wrong. */
  | 'CHECK_ISBN'
  /** 实时查询未入目录的馆。Ask the live targets. */
  | 'LIVE_TARGETS'
  /** 请馆员向联盟外求借。Have a librarian ask outside the alliance. */
  | 'ASK_OUTSIDE';

/** 某一形式的检索有多少次没有命中。How often searches of one form found nothing. */
export type EmptySearches = {
  readonly __typename?: 'EmptySearches';
  /** 文字的种类。Script of the words. */
  readonly script: QueryScript;
  /** 字数上限：1、2、4、8、16……。Upper bound of the length in characters: 1, 2, 4, 8, 16 … */
  readonly charactersUpTo: Scalars['Int']['output'];
  /** 检索字段。Field. */
  readonly field: SearchField;
  /** 是否带过滤条件。Whether filters were set. */
  readonly filtered: Scalars['Boolean']['output'];
  /** 次数，至少 5。How often, at least 5. */
  readonly count: Scalars['Int']['output'];
};

/** 检索词的文字种类。Script of a query. */
export type QueryScript =
  /** 汉字。Han. */
  | 'HAN'
  /** 字母。Latin letters. */
  | 'LATIN'
  /** 数字。Digits. */
  | 'DIGITS'
  /** 汉字与其他混合。Han and others. */
  | 'MIXED'
  /** ISBN。ISBN. */
  | 'ISBN'
  /** 索书号。Call number. */
  | 'CALL_NUMBER'
  /** 其他。Anything else. */
  | 'OTHER';

/** 没有命中的检索，只按形式计数，从不记录检索词。Searches that found nothing, counted by form; their words are never kept. */
export type EmptySearchReport = {
  readonly __typename?: 'EmptySearchReport';
  /** 从何时起计数，至多一年。Counted since then; anew after a year. */
  readonly since: Scalars['DateTime']['output'];
  /** 各形式，多者在前；少于 5 次的不显示。Forms, the commonest first; those met fewer than 5 times are not shown. */
  readonly forms: ReadonlyArray<EmptySearches>;
};

/** 一个来源的回答。What one source answered. */
export type SourceStatus = {
  readonly __typename?: 'SourceStatus';
  /** 名称。Name. */
  readonly name: Scalars['String']['output'];
  /** 馆。Library. */
  readonly library?: Maybe<Library>;
  /** 状态。State. */
  readonly state: SourceState;
  /** 命中数。Hits. */
  readonly hits?: Maybe<Scalars['Int']['output']>;
  /** 数据时间。As of. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
};

/** 来源的状态。State of a source. */
export type SourceState =
  /** 已回答。Answered. */
  | 'ANSWERED'
  /** 等待中。Pending. */
  | 'PENDING'
  /** 失败。Failed. */
  | 'FAILED'
  /** 未查询。Skipped. */
  | 'SKIPPED';

/** 输入提示。One suggestion. */
export type Suggestion = {
  readonly __typename?: 'Suggestion';
  /** 提示文字。Text to put into the box. */
  readonly text: Scalars['String']['output'];
  /** 是题名、责任者还是主题。What it is. */
  readonly kind: SuggestionKind;
  /** 所指的版本。The edition it stands for, where it is one. */
  readonly edition?: Maybe<Edition>;
};

/** 提示的类别。Kind of a suggestion. */
export type SuggestionKind =
  /** 题名。Title. */
  | 'TITLE'
  /** 责任者。Contributor. */
  | 'CONTRIBUTOR'
  /** 主题。Subject. */
  | 'SUBJECT';

/** 实时检索的条件，所给各项须同时满足，至少一项。What to look for in live targets: all that is given must be met, at least one thing. */
export type LiveQuery = {
  /** 任意处。Anywhere. */
  readonly any?: InputMaybe<Scalars['String']['input']>;
  /** 题名。In titles. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  /** 责任者。In names. */
  readonly author?: InputMaybe<Scalars['String']['input']>;
  /** ISBN，有无连字符均可。ISBN, with or without hyphens. */
  readonly isbn?: InputMaybe<Scalars['String']['input']>;
};

/** 一个实时来源的回答。What one live target answered. */
export type LiveAnswer = {
  readonly __typename?: 'LiveAnswer';
  /** 来源与状态。The source and its state. */
  readonly source: SourceStatus;
  /** 头几条记录。Its first records. */
  readonly records: ReadonlyArray<LiveRecord>;
};

/** 实时取得的一条记录，不存入目录。A record fetched live; it is not kept in the catalogue. */
export type LiveRecord = {
  readonly __typename?: 'LiveRecord';
  /** 题名。Title. */
  readonly title: Scalars['String']['output'];
  /** 副题名。Subtitle. */
  readonly subtitle?: Maybe<Scalars['String']['output']>;
  /** 分册号。Part number. */
  readonly partNumber?: Maybe<Scalars['String']['output']>;
  /** 责任说明。Statement of responsibility. */
  readonly responsibility?: Maybe<Scalars['String']['output']>;
  /** 出版者。Publisher. */
  readonly publisher?: Maybe<Scalars['String']['output']>;
  /** 出版年。Year. */
  readonly year?: Maybe<Scalars['Int']['output']>;
  /** ISBN（13 位）。ISBNs, 13 digits. */
  readonly isbns: ReadonlyArray<Scalars['String']['output']>;
  /** 该馆所报的馆藏。What the library says of its copies. */
  readonly holdings: ReadonlyArray<LiveHolding>;
  /** 本目录中同 ISBN 的版本。Editions of this catalogue with the same ISBN. */
  readonly editions: ReadonlyArray<Edition>;
};

/** 实时取得的馆藏。A copy or holding as told live. */
export type LiveHolding = {
  readonly __typename?: 'LiveHolding';
  /** 索书号。Call number. */
  readonly callNumber?: Maybe<Scalars['String']['output']>;
  /** 馆藏地。Location. */
  readonly location?: Maybe<Scalars['String']['output']>;
  /** 状态；未报则为 UNKNOWN。Status; UNKNOWN where none is told. */
  readonly availability: Availability;
  /** 应还日期。Due. */
  readonly dueDate?: Maybe<Scalars['Date']['output']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( WorkModel )
    | ( EditionModel )
    | ( HoldingModel )
    | ( ItemModel )
    | ( SourceRecordModel )
    | ( PushModel )
    | ( ToteModel )
    | ( LibraryModel )
    | ( LoanModel )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Alliance: ResolverTypeWrapper<Alliance>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Coverage: ResolverTypeWrapper<Coverage>;
  AreaCoverage: ResolverTypeWrapper<AreaCoverage>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Quality: ResolverTypeWrapper<Quality>;
  Efficiency: ResolverTypeWrapper<Efficiency>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Problem: ResolverTypeWrapper<Problem>;
  Viewer: ResolverTypeWrapper<ViewerModel>;
  Role: Role;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Carrier: Carrier;
  Availability: Availability;
  Contributor: ResolverTypeWrapper<ContributorModel>;
  Work: ResolverTypeWrapper<WorkModel>;
  Edition: ResolverTypeWrapper<EditionModel>;
  CitationStyle: CitationStyle;
  MarcFormat: MarcFormat;
  FieldProvenance: ResolverTypeWrapper<FieldProvenanceModel>;
  Holding: ResolverTypeWrapper<HoldingModel>;
  HoldingConnection: ResolverTypeWrapper<Omit<HoldingConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['HoldingEdge']>, nodes: ReadonlyArray<ResolversTypes['Holding']> }>;
  HoldingEdge: ResolverTypeWrapper<Omit<HoldingEdge, 'node'> & { node: ResolversTypes['Holding'] }>;
  ItemConnection: ResolverTypeWrapper<Omit<ItemConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ItemEdge']>, nodes: ReadonlyArray<ResolversTypes['Item']> }>;
  ItemEdge: ResolverTypeWrapper<Omit<ItemEdge, 'node'> & { node: ResolversTypes['Item'] }>;
  Item: ResolverTypeWrapper<ItemModel>;
  SourceRecord: ResolverTypeWrapper<SourceRecordModel>;
  SourceRecordConnection: ResolverTypeWrapper<Omit<SourceRecordConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SourceRecordEdge']>, nodes: ReadonlyArray<ResolversTypes['SourceRecord']> }>;
  SourceRecordEdge: ResolverTypeWrapper<Omit<SourceRecordEdge, 'node'> & { node: ResolversTypes['SourceRecord'] }>;
  RawForm: RawForm;
  Finding: ResolverTypeWrapper<FindingModel>;
  Severity: Severity;
  Match: ResolverTypeWrapper<MatchModel>;
  EditionConnection: ResolverTypeWrapper<Omit<EditionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['EditionEdge']>, nodes: ReadonlyArray<ResolversTypes['Edition']> }>;
  EditionEdge: ResolverTypeWrapper<Omit<EditionEdge, 'node'> & { node: ResolversTypes['Edition'] }>;
  PushMode: PushMode;
  PushState: PushState;
  Push: ResolverTypeWrapper<PushModel>;
  PushConnection: ResolverTypeWrapper<Omit<PushConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['PushEdge']>, nodes: ReadonlyArray<ResolversTypes['Push']> }>;
  PushEdge: ResolverTypeWrapper<Omit<PushEdge, 'node'> & { node: ResolversTypes['Push'] }>;
  QuarantineConnection: ResolverTypeWrapper<Omit<QuarantineConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['QuarantineEdge']>, nodes: ReadonlyArray<ResolversTypes['QuarantinedRecord']> }>;
  QuarantineEdge: ResolverTypeWrapper<Omit<QuarantineEdge, 'node'> & { node: ResolversTypes['QuarantinedRecord'] }>;
  QuarantinedRecord: ResolverTypeWrapper<QuarantinedRecordModel>;
  BeginPushInput: BeginPushInput;
  ColumnMeaningInput: ColumnMeaningInput;
  ColumnMeaning: ResolverTypeWrapper<ColumnMeaning>;
  PushPayload: ResolverTypeWrapper<Omit<PushPayload, 'push'> & { push?: Maybe<ResolversTypes['Push']> }>;
  ReportAvailabilityInput: ReportAvailabilityInput;
  ItemAvailabilityInput: ItemAvailabilityInput;
  AvailabilityPayload: ResolverTypeWrapper<AvailabilityPayload>;
  CourierRoute: ResolverTypeWrapper<CourierRouteModel>;
  ToteState: ToteState;
  ToteCopyState: ToteCopyState;
  ToteAction: ToteAction;
  Tote: ResolverTypeWrapper<ToteModel>;
  ToteCopy: ResolverTypeWrapper<ToteCopyModel>;
  ToteConnection: ResolverTypeWrapper<Omit<ToteConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ToteEdge']>, nodes: ReadonlyArray<ResolversTypes['Tote']> }>;
  ToteEdge: ResolverTypeWrapper<Omit<ToteEdge, 'node'> & { node: ResolversTypes['Tote'] }>;
  ActOnToteInput: ActOnToteInput;
  TotePayload: ResolverTypeWrapper<Omit<TotePayload, 'tote'> & { tote?: Maybe<ResolversTypes['Tote']> }>;
  Settlement: ResolverTypeWrapper<SettlementModel>;
  LendingTraffic: ResolverTypeWrapper<LendingTraffic>;
  SettledPair: ResolverTypeWrapper<Omit<SettledPair, 'a' | 'b'> & { a: ResolversTypes['Party'], b: ResolversTypes['Party'] }>;
  SettledPairConnection: ResolverTypeWrapper<Omit<SettledPairConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SettledPairEdge']>, nodes: ReadonlyArray<ResolversTypes['SettledPair']> }>;
  SettledPairEdge: ResolverTypeWrapper<Omit<SettledPairEdge, 'node'> & { node: ResolversTypes['SettledPair'] }>;
  SettledLibrary: ResolverTypeWrapper<Omit<SettledLibrary, 'party'> & { party: ResolversTypes['Party'] }>;
  SettledLibraryConnection: ResolverTypeWrapper<Omit<SettledLibraryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SettledLibraryEdge']>, nodes: ReadonlyArray<ResolversTypes['SettledLibrary']> }>;
  SettledLibraryEdge: ResolverTypeWrapper<Omit<SettledLibraryEdge, 'node'> & { node: ResolversTypes['SettledLibrary'] }>;
  LendingFigures: ResolverTypeWrapper<LendingFiguresModel>;
  LenderFigures: ResolverTypeWrapper<LenderFiguresModel>;
  LenderFiguresConnection: ResolverTypeWrapper<Omit<LenderFiguresConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['LenderFiguresEdge']>, nodes: ReadonlyArray<ResolversTypes['LenderFigures']> }>;
  LenderFiguresEdge: ResolverTypeWrapper<Omit<LenderFiguresEdge, 'node'> & { node: ResolversTypes['LenderFigures'] }>;
  RouteFigures: ResolverTypeWrapper<RouteFiguresModel>;
  RouteFiguresConnection: ResolverTypeWrapper<Omit<RouteFiguresConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RouteFiguresEdge']>, nodes: ReadonlyArray<ResolversTypes['RouteFigures']> }>;
  RouteFiguresEdge: ResolverTypeWrapper<Omit<RouteFiguresEdge, 'node'> & { node: ResolversTypes['RouteFigures'] }>;
  LetterChoice: LetterChoice;
  UndeliveredLetter: ResolverTypeWrapper<UndeliveredLetterModel>;
  LetterPayload: ResolverTypeWrapper<Omit<LetterPayload, 'left'> & { left: ReadonlyArray<ResolversTypes['UndeliveredLetter']> }>;
  LibraryKind: LibraryKind;
  Stage: Stage;
  Library: ResolverTypeWrapper<LibraryModel>;
  LibraryConnection: ResolverTypeWrapper<Omit<LibraryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['LibraryEdge']>, nodes: ReadonlyArray<ResolversTypes['Library']> }>;
  LibraryEdge: ResolverTypeWrapper<Omit<LibraryEdge, 'node'> & { node: ResolversTypes['Library'] }>;
  LoanRole: LoanRole;
  ServiceType: ServiceType;
  EditionChoice: EditionChoice;
  LoanState: LoanState;
  LoanFlag: LoanFlag;
  LoanAction: LoanAction;
  Loan: ResolverTypeWrapper<LoanModel>;
  LoanDocument: ResolverTypeWrapper<LoanDocumentModel>;
  LoanItem: ResolverTypeWrapper<LoanItemModel>;
  Party: ResolverTypeWrapper<PartyModel>;
  RotaEntry: ResolverTypeWrapper<RotaEntryModel>;
  LoanEvent: ResolverTypeWrapper<LoanEventModel>;
  LoanConnection: ResolverTypeWrapper<Omit<LoanConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['LoanEdge']>, nodes: ReadonlyArray<ResolversTypes['Loan']> }>;
  LoanEdge: ResolverTypeWrapper<Omit<LoanEdge, 'node'> & { node: ResolversTypes['Loan'] }>;
  RequestLoanInput: RequestLoanInput;
  ActOnLoanInput: ActOnLoanInput;
  LoanPayload: ResolverTypeWrapper<Omit<LoanPayload, 'loan'> & { loan?: Maybe<ResolversTypes['Loan']> }>;
  LibraryQuality: ResolverTypeWrapper<LibraryQuality>;
  FieldCompleteness: ResolverTypeWrapper<FieldCompleteness>;
  QualityFinding: ResolverTypeWrapper<QualityFinding>;
  ReviewConnection: ResolverTypeWrapper<Omit<ReviewConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ReviewEdge']>, nodes: ReadonlyArray<ResolversTypes['ReviewPair']> }>;
  ReviewEdge: ResolverTypeWrapper<Omit<ReviewEdge, 'node'> & { node: ResolversTypes['ReviewPair'] }>;
  ReviewPair: ResolverTypeWrapper<ReviewPairModel>;
  ReviewVerdict: ReviewVerdict;
  ReviewPayload: ResolverTypeWrapper<Omit<ReviewPayload, 'editions'> & { editions: ReadonlyArray<ResolversTypes['Edition']> }>;
  RotationStopInput: RotationStopInput;
  StartRotationInput: StartRotationInput;
  PassRotationInput: PassRotationInput;
  RotationPayload: ResolverTypeWrapper<Omit<RotationPayload, 'loans'> & { loans: ReadonlyArray<ResolversTypes['Loan']> }>;
  SearchFilter: SearchFilter;
  SearchField: SearchField;
  SearchSort: SearchSort;
  MatchStage: MatchStage;
  FacetField: FacetField;
  FacetValue: ResolverTypeWrapper<FacetValue>;
  Facet: ResolverTypeWrapper<Facet>;
  SearchEdge: ResolverTypeWrapper<Omit<SearchEdge, 'node'> & { node: ResolversTypes['Edition'] }>;
  SearchConnection: ResolverTypeWrapper<SearchConnectionModel>;
  SearchRescue: ResolverTypeWrapper<SearchRescue>;
  RescueKind: RescueKind;
  EmptySearches: ResolverTypeWrapper<EmptySearches>;
  QueryScript: QueryScript;
  EmptySearchReport: ResolverTypeWrapper<EmptySearchReportModel>;
  SourceStatus: ResolverTypeWrapper<SourceStatusModel>;
  SourceState: SourceState;
  Suggestion: ResolverTypeWrapper<SuggestionModel>;
  SuggestionKind: SuggestionKind;
  LiveQuery: LiveQuery;
  LiveAnswer: ResolverTypeWrapper<LiveAnswerModel>;
  LiveRecord: ResolverTypeWrapper<LiveRecordModel>;
  LiveHolding: ResolverTypeWrapper<LiveHoldingModel>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Alliance: Alliance;
  Int: Scalars['Int']['output'];
  Coverage: Coverage;
  AreaCoverage: AreaCoverage;
  String: Scalars['String']['output'];
  Float: Scalars['Float']['output'];
  Quality: Quality;
  Efficiency: Efficiency;
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Boolean: Scalars['Boolean']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  DateTime: Scalars['DateTime']['output'];
  Date: Scalars['Date']['output'];
  PageInfo: PageInfo;
  Problem: Problem;
  Viewer: ViewerModel;
  Mutation: Record<PropertyKey, never>;
  Subscription: Record<PropertyKey, never>;
  Contributor: ContributorModel;
  Work: WorkModel;
  Edition: EditionModel;
  FieldProvenance: FieldProvenanceModel;
  Holding: HoldingModel;
  HoldingConnection: Omit<HoldingConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['HoldingEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Holding']> };
  HoldingEdge: Omit<HoldingEdge, 'node'> & { node: ResolversParentTypes['Holding'] };
  ItemConnection: Omit<ItemConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ItemEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Item']> };
  ItemEdge: Omit<ItemEdge, 'node'> & { node: ResolversParentTypes['Item'] };
  Item: ItemModel;
  SourceRecord: SourceRecordModel;
  SourceRecordConnection: Omit<SourceRecordConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SourceRecordEdge']>, nodes: ReadonlyArray<ResolversParentTypes['SourceRecord']> };
  SourceRecordEdge: Omit<SourceRecordEdge, 'node'> & { node: ResolversParentTypes['SourceRecord'] };
  Finding: FindingModel;
  Match: MatchModel;
  EditionConnection: Omit<EditionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['EditionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Edition']> };
  EditionEdge: Omit<EditionEdge, 'node'> & { node: ResolversParentTypes['Edition'] };
  Push: PushModel;
  PushConnection: Omit<PushConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['PushEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Push']> };
  PushEdge: Omit<PushEdge, 'node'> & { node: ResolversParentTypes['Push'] };
  QuarantineConnection: Omit<QuarantineConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['QuarantineEdge']>, nodes: ReadonlyArray<ResolversParentTypes['QuarantinedRecord']> };
  QuarantineEdge: Omit<QuarantineEdge, 'node'> & { node: ResolversParentTypes['QuarantinedRecord'] };
  QuarantinedRecord: QuarantinedRecordModel;
  BeginPushInput: BeginPushInput;
  ColumnMeaningInput: ColumnMeaningInput;
  ColumnMeaning: ColumnMeaning;
  PushPayload: Omit<PushPayload, 'push'> & { push?: Maybe<ResolversParentTypes['Push']> };
  ReportAvailabilityInput: ReportAvailabilityInput;
  ItemAvailabilityInput: ItemAvailabilityInput;
  AvailabilityPayload: AvailabilityPayload;
  CourierRoute: CourierRouteModel;
  Tote: ToteModel;
  ToteCopy: ToteCopyModel;
  ToteConnection: Omit<ToteConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ToteEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Tote']> };
  ToteEdge: Omit<ToteEdge, 'node'> & { node: ResolversParentTypes['Tote'] };
  ActOnToteInput: ActOnToteInput;
  TotePayload: Omit<TotePayload, 'tote'> & { tote?: Maybe<ResolversParentTypes['Tote']> };
  Settlement: SettlementModel;
  LendingTraffic: LendingTraffic;
  SettledPair: Omit<SettledPair, 'a' | 'b'> & { a: ResolversParentTypes['Party'], b: ResolversParentTypes['Party'] };
  SettledPairConnection: Omit<SettledPairConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SettledPairEdge']>, nodes: ReadonlyArray<ResolversParentTypes['SettledPair']> };
  SettledPairEdge: Omit<SettledPairEdge, 'node'> & { node: ResolversParentTypes['SettledPair'] };
  SettledLibrary: Omit<SettledLibrary, 'party'> & { party: ResolversParentTypes['Party'] };
  SettledLibraryConnection: Omit<SettledLibraryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SettledLibraryEdge']>, nodes: ReadonlyArray<ResolversParentTypes['SettledLibrary']> };
  SettledLibraryEdge: Omit<SettledLibraryEdge, 'node'> & { node: ResolversParentTypes['SettledLibrary'] };
  LendingFigures: LendingFiguresModel;
  LenderFigures: LenderFiguresModel;
  LenderFiguresConnection: Omit<LenderFiguresConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['LenderFiguresEdge']>, nodes: ReadonlyArray<ResolversParentTypes['LenderFigures']> };
  LenderFiguresEdge: Omit<LenderFiguresEdge, 'node'> & { node: ResolversParentTypes['LenderFigures'] };
  RouteFigures: RouteFiguresModel;
  RouteFiguresConnection: Omit<RouteFiguresConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RouteFiguresEdge']>, nodes: ReadonlyArray<ResolversParentTypes['RouteFigures']> };
  RouteFiguresEdge: Omit<RouteFiguresEdge, 'node'> & { node: ResolversParentTypes['RouteFigures'] };
  UndeliveredLetter: UndeliveredLetterModel;
  LetterPayload: Omit<LetterPayload, 'left'> & { left: ReadonlyArray<ResolversParentTypes['UndeliveredLetter']> };
  Library: LibraryModel;
  LibraryConnection: Omit<LibraryConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['LibraryEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Library']> };
  LibraryEdge: Omit<LibraryEdge, 'node'> & { node: ResolversParentTypes['Library'] };
  Loan: LoanModel;
  LoanDocument: LoanDocumentModel;
  LoanItem: LoanItemModel;
  Party: PartyModel;
  RotaEntry: RotaEntryModel;
  LoanEvent: LoanEventModel;
  LoanConnection: Omit<LoanConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['LoanEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Loan']> };
  LoanEdge: Omit<LoanEdge, 'node'> & { node: ResolversParentTypes['Loan'] };
  RequestLoanInput: RequestLoanInput;
  ActOnLoanInput: ActOnLoanInput;
  LoanPayload: Omit<LoanPayload, 'loan'> & { loan?: Maybe<ResolversParentTypes['Loan']> };
  LibraryQuality: LibraryQuality;
  FieldCompleteness: FieldCompleteness;
  QualityFinding: QualityFinding;
  ReviewConnection: Omit<ReviewConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ReviewEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ReviewPair']> };
  ReviewEdge: Omit<ReviewEdge, 'node'> & { node: ResolversParentTypes['ReviewPair'] };
  ReviewPair: ReviewPairModel;
  ReviewPayload: Omit<ReviewPayload, 'editions'> & { editions: ReadonlyArray<ResolversParentTypes['Edition']> };
  RotationStopInput: RotationStopInput;
  StartRotationInput: StartRotationInput;
  PassRotationInput: PassRotationInput;
  RotationPayload: Omit<RotationPayload, 'loans'> & { loans: ReadonlyArray<ResolversParentTypes['Loan']> };
  SearchFilter: SearchFilter;
  FacetValue: FacetValue;
  Facet: Facet;
  SearchEdge: Omit<SearchEdge, 'node'> & { node: ResolversParentTypes['Edition'] };
  SearchConnection: SearchConnectionModel;
  SearchRescue: SearchRescue;
  EmptySearches: EmptySearches;
  EmptySearchReport: EmptySearchReportModel;
  SourceStatus: SourceStatusModel;
  Suggestion: SuggestionModel;
  LiveQuery: LiveQuery;
  LiveAnswer: LiveAnswerModel;
  LiveRecord: LiveRecordModel;
  LiveHolding: LiveHoldingModel;
};

export type AllianceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Alliance'] = ResolversParentTypes['Alliance']> = {
  coverage?: Resolver<ResolversTypes['Coverage'], ParentType, ContextType>;
  quality?: Resolver<ResolversTypes['Quality'], ParentType, ContextType>;
  efficiency?: Resolver<ResolversTypes['Efficiency'], ParentType, ContextType>;
  editionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  itemCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  libraryCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CoverageResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Coverage'] = ResolversParentTypes['Coverage']> = {
  librariesConnected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  librariesKnown?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pupilsServed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pupilsKnown?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  byArea?: Resolver<ReadonlyArray<ResolversTypes['AreaCoverage']>, ParentType, ContextType>;
};

export type AreaCoverageResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['AreaCoverage'] = ResolversParentTypes['AreaCoverage']> = {
  area?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  connected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  known?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  itemsPerPupilOwn?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  itemsPerPupilShared?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type QualityResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Quality'] = ResolversParentTypes['Quality']> = {
  recordsAccepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  recordsQuarantined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  duplicatesMerged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  meanScore?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type EfficiencyResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Efficiency'] = ResolversParentTypes['Efficiency']> = {
  requests?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fillRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  medianHoursToAnswer?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  medianDaysToReceive?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  alliance?: Resolver<Maybe<ResolversTypes['Alliance']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  edition?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType, RequireFields<QueryEditionArgs, 'id'>>;
  work?: Resolver<Maybe<ResolversTypes['Work']>, ParentType, ContextType, RequireFields<QueryWorkArgs, 'id'>>;
  editionsByIsbn?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Edition']>>, ParentType, ContextType, RequireFields<QueryEditionsByIsbnArgs, 'isbn'>>;
  sourceRecord?: Resolver<Maybe<ResolversTypes['SourceRecord']>, ParentType, ContextType, RequireFields<QuerySourceRecordArgs, 'library' | 'localId'>>;
  push?: Resolver<Maybe<ResolversTypes['Push']>, ParentType, ContextType, RequireFields<QueryPushArgs, 'id'>>;
  pushes?: Resolver<Maybe<ResolversTypes['PushConnection']>, ParentType, ContextType, RequireFields<QueryPushesArgs, 'library' | 'first'>>;
  courierRoutes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CourierRoute']>>, ParentType, ContextType>;
  tote?: Resolver<Maybe<ResolversTypes['Tote']>, ParentType, ContextType, RequireFields<QueryToteArgs, 'id'>>;
  totes?: Resolver<Maybe<ResolversTypes['ToteConnection']>, ParentType, ContextType, RequireFields<QueryTotesArgs, 'library' | 'first'>>;
  scanned?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Loan']>>, ParentType, ContextType, RequireFields<QueryScannedArgs, 'library' | 'code'>>;
  settlement?: Resolver<Maybe<ResolversTypes['Settlement']>, ParentType, ContextType, RequireFields<QuerySettlementArgs, 'month'>>;
  lendingFigures?: Resolver<Maybe<ResolversTypes['LendingFigures']>, ParentType, ContextType, Partial<QueryLendingFiguresArgs>>;
  undeliveredLetters?: Resolver<Maybe<ReadonlyArray<ResolversTypes['UndeliveredLetter']>>, ParentType, ContextType>;
  library?: Resolver<Maybe<ResolversTypes['Library']>, ParentType, ContextType, RequireFields<QueryLibraryArgs, 'code'>>;
  libraries?: Resolver<Maybe<ResolversTypes['LibraryConnection']>, ParentType, ContextType, RequireFields<QueryLibrariesArgs, 'first'>>;
  loan?: Resolver<Maybe<ResolversTypes['Loan']>, ParentType, ContextType, RequireFields<QueryLoanArgs, 'id'>>;
  loans?: Resolver<Maybe<ResolversTypes['LoanConnection']>, ParentType, ContextType, RequireFields<QueryLoansArgs, 'library' | 'first'>>;
  stuckLoans?: Resolver<Maybe<ResolversTypes['LoanConnection']>, ParentType, ContextType, RequireFields<QueryStuckLoansArgs, 'first'>>;
  reviewQueue?: Resolver<Maybe<ResolversTypes['ReviewConnection']>, ParentType, ContextType, RequireFields<QueryReviewQueueArgs, 'first'>>;
  search?: Resolver<Maybe<ResolversTypes['SearchConnection']>, ParentType, ContextType, RequireFields<QuerySearchArgs, 'query' | 'field' | 'sort' | 'groupByWork' | 'facets' | 'first'>>;
  suggest?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Suggestion']>>, ParentType, ContextType, RequireFields<QuerySuggestArgs, 'prefix' | 'first'>>;
  emptySearches?: Resolver<Maybe<ResolversTypes['EmptySearchReport']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Work' | 'Edition' | 'Holding' | 'Item' | 'SourceRecord' | 'Push' | 'Tote' | 'Library' | 'Loan', ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export type PageInfoResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProblemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Problem'] = ResolversParentTypes['Problem']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  messageZh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  keyName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['Role']>, ParentType, ContextType>;
  library?: Resolver<Maybe<ResolversTypes['Library']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  beginPush?: Resolver<ResolversTypes['PushPayload'], ParentType, ContextType, RequireFields<MutationBeginPushArgs, 'input'>>;
  commitPush?: Resolver<ResolversTypes['PushPayload'], ParentType, ContextType, RequireFields<MutationCommitPushArgs, 'id' | 'confirmShrink'>>;
  abandonPush?: Resolver<ResolversTypes['PushPayload'], ParentType, ContextType, RequireFields<MutationAbandonPushArgs, 'id'>>;
  reportAvailability?: Resolver<ResolversTypes['AvailabilityPayload'], ParentType, ContextType, RequireFields<MutationReportAvailabilityArgs, 'input'>>;
  actOnTote?: Resolver<ResolversTypes['TotePayload'], ParentType, ContextType, RequireFields<MutationActOnToteArgs, 'input'>>;
  resolveLetter?: Resolver<ResolversTypes['LetterPayload'], ParentType, ContextType, RequireFields<MutationResolveLetterArgs, 'id' | 'choice'>>;
  requestLoan?: Resolver<ResolversTypes['LoanPayload'], ParentType, ContextType, RequireFields<MutationRequestLoanArgs, 'input'>>;
  actOnLoan?: Resolver<ResolversTypes['LoanPayload'], ParentType, ContextType, RequireFields<MutationActOnLoanArgs, 'input'>>;
  decideReview?: Resolver<ResolversTypes['ReviewPayload'], ParentType, ContextType, RequireFields<MutationDecideReviewArgs, 'a' | 'b' | 'verdict'>>;
  startRotation?: Resolver<ResolversTypes['RotationPayload'], ParentType, ContextType, RequireFields<MutationStartRotationArgs, 'input'>>;
  passRotation?: Resolver<ResolversTypes['RotationPayload'], ParentType, ContextType, RequireFields<MutationPassRotationArgs, 'input'>>;
};

export type SubscriptionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  pushProgress?: SubscriptionResolver<ResolversTypes['Push'], "pushProgress", ParentType, ContextType, RequireFields<SubscriptionPushProgressArgs, 'id'>>;
  loanChanged?: SubscriptionResolver<ResolversTypes['Loan'], "loanChanged", ParentType, ContextType, RequireFields<SubscriptionLoanChangedArgs, 'library'>>;
  liveResults?: SubscriptionResolver<ResolversTypes['LiveAnswer'], "liveResults", ParentType, ContextType, RequireFields<SubscriptionLiveResultsArgs, 'query' | 'first'>>;
};

export type ContributorResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Contributor'] = ResolversParentTypes['Contributor']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nationality?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dynasty?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pinyin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WorkResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Work'] = ResolversParentTypes['Work']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  contributors?: Resolver<ReadonlyArray<ResolversTypes['Contributor']>, ParentType, ContextType>;
  editions?: Resolver<ResolversTypes['EditionConnection'], ParentType, ContextType, RequireFields<WorkEditionsArgs, 'first'>>;
  libraryCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  related?: Resolver<ReadonlyArray<ResolversTypes['Work']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EditionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Edition'] = ResolversParentTypes['Edition']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  formerIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subtitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  partNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  partTitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seriesTitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contributors?: Resolver<ReadonlyArray<ResolversTypes['Contributor']>, ParentType, ContextType>;
  responsibility?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  publisher?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  place?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  year?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  editionStatement?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isbns?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  issn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unifiedBookNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  extent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  carrier?: Resolver<ResolversTypes['Carrier'], ParentType, ContextType>;
  classNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subjects?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stages?: Resolver<ReadonlyArray<ResolversTypes['Stage']>, ParentType, ContextType>;
  readingLists?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  work?: Resolver<ResolversTypes['Work'], ParentType, ContextType>;
  partOf?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType>;
  volumes?: Resolver<ResolversTypes['EditionConnection'], ParentType, ContextType, RequireFields<EditionVolumesArgs, 'first'>>;
  holdings?: Resolver<ResolversTypes['HoldingConnection'], ParentType, ContextType, RequireFields<EditionHoldingsArgs, 'availableOnly' | 'first'>>;
  libraryCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  itemCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  availableCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  provenance?: Resolver<Maybe<ReadonlyArray<ResolversTypes['FieldProvenance']>>, ParentType, ContextType>;
  sourceRecords?: Resolver<Maybe<ResolversTypes['SourceRecordConnection']>, ParentType, ContextType, RequireFields<EditionSourceRecordsArgs, 'first'>>;
  citation?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<EditionCitationArgs, 'style'>>;
  marc?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<EditionMarcArgs, 'format'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FieldProvenanceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FieldProvenance'] = ResolversParentTypes['FieldProvenance']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  library?: Resolver<ResolversTypes['Library'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  alternatives?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HoldingResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Holding'] = ResolversParentTypes['Holding']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  library?: Resolver<ResolversTypes['Library'], ParentType, ContextType>;
  callNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  coverage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  itemCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  availableCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statusKnown?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  items?: Resolver<ResolversTypes['ItemConnection'], ParentType, ContextType, RequireFields<HoldingItemsArgs, 'first'>>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HoldingConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['HoldingConnection'] = ResolversParentTypes['HoldingConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['HoldingEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Holding']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type HoldingEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['HoldingEdge'] = ResolversParentTypes['HoldingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Holding'], ParentType, ContextType>;
};

export type ItemConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ItemConnection'] = ResolversParentTypes['ItemConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ItemEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Item']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ItemEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ItemEdge'] = ResolversParentTypes['ItemEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Item'], ParentType, ContextType>;
};

export type ItemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Item'] = ResolversParentTypes['Item']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  library?: Resolver<ResolversTypes['Library'], ParentType, ContextType>;
  barcode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  volume?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  callNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  availability?: Resolver<ResolversTypes['Availability'], ParentType, ContextType>;
  dueDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SourceRecordResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SourceRecord'] = ResolversParentTypes['SourceRecord']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  library?: Resolver<ResolversTypes['Library'], ParentType, ContextType>;
  localId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  edition?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType>;
  raw?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<SourceRecordRawArgs, 'as'>>;
  findings?: Resolver<ReadonlyArray<ResolversTypes['Finding']>, ParentType, ContextType>;
  matches?: Resolver<ReadonlyArray<ResolversTypes['Match']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SourceRecordConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SourceRecordConnection'] = ResolversParentTypes['SourceRecordConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SourceRecordEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SourceRecord']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SourceRecordEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SourceRecordEdge'] = ResolversParentTypes['SourceRecordEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type FindingResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Finding'] = ResolversParentTypes['Finding']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  place?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  messageZh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MatchResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Match'] = ResolversParentTypes['Match']> = {
  other?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  decidedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EditionConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EditionConnection'] = ResolversParentTypes['EditionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EditionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Edition']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EditionEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EditionEdge'] = ResolversParentTypes['EditionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Edition'], ParentType, ContextType>;
};

export type PushResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Push'] = ResolversParentTypes['Push']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  library?: Resolver<ResolversTypes['Library'], ParentType, ContextType>;
  profile?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['PushMode'], ParentType, ContextType>;
  dryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PushState'], ParentType, ContextType>;
  nextSeq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  received?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  added?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  changed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outdated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deleted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quarantined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  heldReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quarantine?: Resolver<Maybe<ResolversTypes['QuarantineConnection']>, ParentType, ContextType, RequireFields<PushQuarantineArgs, 'first'>>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  quality?: Resolver<Maybe<ResolversTypes['LibraryQuality']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PushConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PushConnection'] = ResolversParentTypes['PushConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PushEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Push']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PushEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PushEdge'] = ResolversParentTypes['PushEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Push'], ParentType, ContextType>;
};

export type QuarantineConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['QuarantineConnection'] = ResolversParentTypes['QuarantineConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['QuarantineEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['QuarantinedRecord']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QuarantineEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['QuarantineEdge'] = ResolversParentTypes['QuarantineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['QuarantinedRecord'], ParentType, ContextType>;
};

export type QuarantinedRecordResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['QuarantinedRecord'] = ResolversParentTypes['QuarantinedRecord']> = {
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  localId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  findings?: Resolver<ReadonlyArray<ResolversTypes['Finding']>, ParentType, ContextType>;
  raw?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<QuarantinedRecordRawArgs, 'as'>>;
};

export type ColumnMeaningResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ColumnMeaning'] = ResolversParentTypes['ColumnMeaning']> = {
  column?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PushPayloadResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PushPayload'] = ResolversParentTypes['PushPayload']> = {
  push?: Resolver<Maybe<ResolversTypes['Push']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type AvailabilityPayloadResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['AvailabilityPayload'] = ResolversParentTypes['AvailabilityPayload']> = {
  changed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unknownBarcodes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type CourierRouteResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CourierRoute'] = ResolversParentTypes['CourierRoute']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stops?: Resolver<ReadonlyArray<ResolversTypes['Library']>, ParentType, ContextType>;
  weekdays?: Resolver<ReadonlyArray<ResolversTypes['Int']>, ParentType, ContextType>;
  totes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  copies?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  medianDays?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ToteResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Tote'] = ResolversParentTypes['Tote']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  route?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Library'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Library'], ParentType, ContextType>;
  place?: Resolver<Maybe<ResolversTypes['Library']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ToteState'], ParentType, ContextType>;
  copies?: Resolver<ReadonlyArray<ResolversTypes['ToteCopy']>, ParentType, ContextType>;
  lateAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  arrivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ToteCopyResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ToteCopy'] = ResolversParentTypes['ToteCopy']> = {
  barcode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  library?: Resolver<ResolversTypes['Library'], ParentType, ContextType>;
  homeward?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ToteCopyState'], ParentType, ContextType>;
  loan?: Resolver<Maybe<ResolversTypes['Loan']>, ParentType, ContextType>;
};

export type ToteConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ToteConnection'] = ResolversParentTypes['ToteConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ToteEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Tote']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ToteEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ToteEdge'] = ResolversParentTypes['ToteEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Tote'], ParentType, ContextType>;
};

export type TotePayloadResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['TotePayload'] = ResolversParentTypes['TotePayload']> = {
  tote?: Resolver<Maybe<ResolversTypes['Tote']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type SettlementResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Settlement'] = ResolversParentTypes['Settlement']> = {
  month?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pairs?: Resolver<ResolversTypes['SettledPairConnection'], ParentType, ContextType, RequireFields<SettlementPairsArgs, 'first'>>;
  libraries?: Resolver<ResolversTypes['SettledLibraryConnection'], ParentType, ContextType, RequireFields<SettlementLibrariesArgs, 'first'>>;
  csv?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LendingTrafficResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LendingTraffic'] = ResolversParentTypes['LendingTraffic']> = {
  volumes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  documents?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lost?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fen?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SettledPairResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SettledPair'] = ResolversParentTypes['SettledPair']> = {
  a?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  b?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  aToB?: Resolver<ResolversTypes['LendingTraffic'], ParentType, ContextType>;
  bToA?: Resolver<ResolversTypes['LendingTraffic'], ParentType, ContextType>;
  netFen?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  foreign?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SettledPairConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SettledPairConnection'] = ResolversParentTypes['SettledPairConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SettledPairEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SettledPair']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SettledPairEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SettledPairEdge'] = ResolversParentTypes['SettledPairEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SettledPair'], ParentType, ContextType>;
};

export type SettledLibraryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SettledLibrary'] = ResolversParentTypes['SettledLibrary']> = {
  party?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  lent?: Resolver<ResolversTypes['LendingTraffic'], ParentType, ContextType>;
  borrowed?: Resolver<ResolversTypes['LendingTraffic'], ParentType, ContextType>;
  netCopies?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  netFen?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SettledLibraryConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SettledLibraryConnection'] = ResolversParentTypes['SettledLibraryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SettledLibraryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SettledLibrary']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SettledLibraryEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SettledLibraryEdge'] = ResolversParentTypes['SettledLibraryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SettledLibrary'], ParentType, ContextType>;
};

export type LendingFiguresResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LendingFigures'] = ResolversParentTypes['LendingFigures']> = {
  lenders?: Resolver<ResolversTypes['LenderFiguresConnection'], ParentType, ContextType, RequireFields<LendingFiguresLendersArgs, 'first'>>;
  routes?: Resolver<ResolversTypes['RouteFiguresConnection'], ParentType, ContextType, RequireFields<LendingFiguresRoutesArgs, 'first'>>;
};

export type LenderFiguresResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LenderFigures'] = ResolversParentTypes['LenderFigures']> = {
  party?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  asked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  filled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fillRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  medianHoursToAnswer?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  medianDaysToReceive?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type LenderFiguresConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LenderFiguresConnection'] = ResolversParentTypes['LenderFiguresConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LenderFiguresEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LenderFigures']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LenderFiguresEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LenderFiguresEdge'] = ResolversParentTypes['LenderFiguresEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LenderFigures'], ParentType, ContextType>;
};

export type RouteFiguresResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RouteFigures'] = ResolversParentTypes['RouteFigures']> = {
  route?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  asked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  filled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fillRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  medianHoursToAnswer?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  medianDaysToReceive?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type RouteFiguresConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RouteFiguresConnection'] = ResolversParentTypes['RouteFiguresConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RouteFiguresEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['RouteFigures']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RouteFiguresEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RouteFiguresEdge'] = ResolversParentTypes['RouteFiguresEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RouteFigures'], ParentType, ContextType>;
};

export type UndeliveredLetterResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['UndeliveredLetter'] = ResolversParentTypes['UndeliveredLetter']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  says?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  loan?: Resolver<Maybe<ResolversTypes['Loan']>, ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type LetterPayloadResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LetterPayload'] = ResolversParentTypes['LetterPayload']> = {
  left?: Resolver<ReadonlyArray<ResolversTypes['UndeliveredLetter']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type LibraryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Library'] = ResolversParentTypes['Library']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LibraryKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nameEn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  area?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  areaName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stages?: Resolver<ReadonlyArray<ResolversTypes['Stage']>, ParentType, ContextType>;
  pupils?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  editionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  itemCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastPush?: Resolver<Maybe<ResolversTypes['Push']>, ParentType, ContextType>;
  columnMap?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ColumnMeaning']>>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Library']>, ParentType, ContextType>;
  quality?: Resolver<Maybe<ResolversTypes['LibraryQuality']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LibraryConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LibraryConnection'] = ResolversParentTypes['LibraryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LibraryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Library']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LibraryEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LibraryEdge'] = ResolversParentTypes['LibraryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Library'], ParentType, ContextType>;
};

export type LoanResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Loan'] = ResolversParentTypes['Loan']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  requester?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  supplier?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  serviceType?: Resolver<ResolversTypes['ServiceType'], ParentType, ContextType>;
  edition?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['LoanState'], ParentType, ContextType>;
  stateAs?: Resolver<ResolversTypes['LoanState'], ParentType, ContextType, RequireFields<LoanStateAsArgs, 'role'>>;
  flags?: Resolver<ReadonlyArray<ResolversTypes['LoanFlag']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['Loan']>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Loan']>, ParentType, ContextType>;
  items?: Resolver<ReadonlyArray<ResolversTypes['LoanItem']>, ParentType, ContextType>;
  condition?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unfilledReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  minQuantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  bookFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  bookUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  neededBy?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  dueDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  document?: Resolver<Maybe<ResolversTypes['LoanDocument']>, ParentType, ContextType>;
  waitingFor?: Resolver<Maybe<ResolversTypes['Party']>, ParentType, ContextType>;
  actBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  rota?: Resolver<ReadonlyArray<ResolversTypes['RotaEntry']>, ParentType, ContextType>;
  actions?: Resolver<ReadonlyArray<ResolversTypes['LoanAction']>, ParentType, ContextType, RequireFields<LoanActionsArgs, 'as'>>;
  events?: Resolver<ReadonlyArray<ResolversTypes['LoanEvent']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  follows?: Resolver<Maybe<ResolversTypes['Loan']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LoanDocumentResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LoanDocument'] = ResolversParentTypes['LoanDocument']> = {
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  contentType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bytes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sha256?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  copyright?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LoanItemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LoanItem'] = ResolversParentTypes['LoanItem']> = {
  item?: Resolver<Maybe<ResolversTypes['Item']>, ParentType, ContextType>;
  barcode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['LoanState'], ParentType, ContextType>;
  dueDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type PartyResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Party'] = ResolversParentTypes['Party']> = {
  symbol?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  library?: Resolver<Maybe<ResolversTypes['Library']>, ParentType, ContextType>;
};

export type RotaEntryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RotaEntry'] = ResolversParentTypes['RotaEntry']> = {
  party?: Resolver<ResolversTypes['Party'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LoanEventResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LoanEvent'] = ResolversParentTypes['LoanEvent']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['LoanState']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['LoanState'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LoanConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LoanConnection'] = ResolversParentTypes['LoanConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LoanEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Loan']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LoanEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LoanEdge'] = ResolversParentTypes['LoanEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Loan'], ParentType, ContextType>;
};

export type LoanPayloadResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LoanPayload'] = ResolversParentTypes['LoanPayload']> = {
  loan?: Resolver<Maybe<ResolversTypes['Loan']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type LibraryQualityResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LibraryQuality'] = ResolversParentTypes['LibraryQuality']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  records?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quarantined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  copies?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  completeness?: Resolver<ReadonlyArray<ResolversTypes['FieldCompleteness']>, ParentType, ContextType>;
  findings?: Resolver<ReadonlyArray<ResolversTypes['QualityFinding']>, ParentType, ContextType>;
};

export type FieldCompletenessResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FieldCompleteness'] = ResolversParentTypes['FieldCompleteness']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  filled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  share?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type QualityFindingResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['QualityFinding'] = ResolversParentTypes['QualityFinding']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['Severity'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  places?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  examples?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  messageZh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReviewConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ReviewConnection'] = ResolversParentTypes['ReviewConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ReviewEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ReviewPair']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReviewEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ReviewEdge'] = ResolversParentTypes['ReviewEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ReviewPair'], ParentType, ContextType>;
};

export type ReviewPairResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ReviewPair'] = ResolversParentTypes['ReviewPair']> = {
  a?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
  b?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ReviewPayloadResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ReviewPayload'] = ResolversParentTypes['ReviewPayload']> = {
  editions?: Resolver<ReadonlyArray<ResolversTypes['Edition']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type RotationPayloadResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RotationPayload'] = ResolversParentTypes['RotationPayload']> = {
  loans?: Resolver<ReadonlyArray<ResolversTypes['Loan']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
};

export type FacetValueResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FacetValue'] = ResolversParentTypes['FacetValue']> = {
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FacetResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Facet'] = ResolversParentTypes['Facet']> = {
  field?: Resolver<ResolversTypes['FacetField'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['FacetValue']>, ParentType, ContextType>;
};

export type SearchEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SearchEdge'] = ResolversParentTypes['SearchEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Edition'], ParentType, ContextType>;
  stage?: Resolver<ResolversTypes['MatchStage'], ParentType, ContextType>;
  highlight?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SearchConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SearchConnection'] = ResolversParentTypes['SearchConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SearchEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Edition']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totalIsExact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  facets?: Resolver<ReadonlyArray<ResolversTypes['Facet']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
  didYouMean?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  degraded?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rescues?: Resolver<ReadonlyArray<ResolversTypes['SearchRescue']>, ParentType, ContextType>;
};

export type SearchRescueResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SearchRescue'] = ResolversParentTypes['SearchRescue']> = {
  kind?: Resolver<ResolversTypes['RescueKind'], ParentType, ContextType>;
  without?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  hits?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EmptySearchesResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EmptySearches'] = ResolversParentTypes['EmptySearches']> = {
  script?: Resolver<ResolversTypes['QueryScript'], ParentType, ContextType>;
  charactersUpTo?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['SearchField'], ParentType, ContextType>;
  filtered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EmptySearchReportResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EmptySearchReport'] = ResolversParentTypes['EmptySearchReport']> = {
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  forms?: Resolver<ReadonlyArray<ResolversTypes['EmptySearches']>, ParentType, ContextType>;
};

export type SourceStatusResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SourceStatus'] = ResolversParentTypes['SourceStatus']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  library?: Resolver<Maybe<ResolversTypes['Library']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SourceState'], ParentType, ContextType>;
  hits?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type SuggestionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Suggestion'] = ResolversParentTypes['Suggestion']> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SuggestionKind'], ParentType, ContextType>;
  edition?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType>;
};

export type LiveAnswerResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LiveAnswer'] = ResolversParentTypes['LiveAnswer']> = {
  source?: Resolver<ResolversTypes['SourceStatus'], ParentType, ContextType>;
  records?: Resolver<ReadonlyArray<ResolversTypes['LiveRecord']>, ParentType, ContextType>;
};

export type LiveRecordResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LiveRecord'] = ResolversParentTypes['LiveRecord']> = {
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subtitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  partNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  responsibility?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  publisher?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  year?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  isbns?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  holdings?: Resolver<ReadonlyArray<ResolversTypes['LiveHolding']>, ParentType, ContextType>;
  editions?: Resolver<ReadonlyArray<ResolversTypes['Edition']>, ParentType, ContextType>;
};

export type LiveHoldingResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LiveHolding'] = ResolversParentTypes['LiveHolding']> = {
  callNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  availability?: Resolver<ResolversTypes['Availability'], ParentType, ContextType>;
  dueDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = GraphContext> = {
  Alliance?: AllianceResolvers<ContextType>;
  Coverage?: CoverageResolvers<ContextType>;
  AreaCoverage?: AreaCoverageResolvers<ContextType>;
  Quality?: QualityResolvers<ContextType>;
  Efficiency?: EfficiencyResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Problem?: ProblemResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Contributor?: ContributorResolvers<ContextType>;
  Work?: WorkResolvers<ContextType>;
  Edition?: EditionResolvers<ContextType>;
  FieldProvenance?: FieldProvenanceResolvers<ContextType>;
  Holding?: HoldingResolvers<ContextType>;
  HoldingConnection?: HoldingConnectionResolvers<ContextType>;
  HoldingEdge?: HoldingEdgeResolvers<ContextType>;
  ItemConnection?: ItemConnectionResolvers<ContextType>;
  ItemEdge?: ItemEdgeResolvers<ContextType>;
  Item?: ItemResolvers<ContextType>;
  SourceRecord?: SourceRecordResolvers<ContextType>;
  SourceRecordConnection?: SourceRecordConnectionResolvers<ContextType>;
  SourceRecordEdge?: SourceRecordEdgeResolvers<ContextType>;
  Finding?: FindingResolvers<ContextType>;
  Match?: MatchResolvers<ContextType>;
  EditionConnection?: EditionConnectionResolvers<ContextType>;
  EditionEdge?: EditionEdgeResolvers<ContextType>;
  Push?: PushResolvers<ContextType>;
  PushConnection?: PushConnectionResolvers<ContextType>;
  PushEdge?: PushEdgeResolvers<ContextType>;
  QuarantineConnection?: QuarantineConnectionResolvers<ContextType>;
  QuarantineEdge?: QuarantineEdgeResolvers<ContextType>;
  QuarantinedRecord?: QuarantinedRecordResolvers<ContextType>;
  ColumnMeaning?: ColumnMeaningResolvers<ContextType>;
  PushPayload?: PushPayloadResolvers<ContextType>;
  AvailabilityPayload?: AvailabilityPayloadResolvers<ContextType>;
  CourierRoute?: CourierRouteResolvers<ContextType>;
  Tote?: ToteResolvers<ContextType>;
  ToteCopy?: ToteCopyResolvers<ContextType>;
  ToteConnection?: ToteConnectionResolvers<ContextType>;
  ToteEdge?: ToteEdgeResolvers<ContextType>;
  TotePayload?: TotePayloadResolvers<ContextType>;
  Settlement?: SettlementResolvers<ContextType>;
  LendingTraffic?: LendingTrafficResolvers<ContextType>;
  SettledPair?: SettledPairResolvers<ContextType>;
  SettledPairConnection?: SettledPairConnectionResolvers<ContextType>;
  SettledPairEdge?: SettledPairEdgeResolvers<ContextType>;
  SettledLibrary?: SettledLibraryResolvers<ContextType>;
  SettledLibraryConnection?: SettledLibraryConnectionResolvers<ContextType>;
  SettledLibraryEdge?: SettledLibraryEdgeResolvers<ContextType>;
  LendingFigures?: LendingFiguresResolvers<ContextType>;
  LenderFigures?: LenderFiguresResolvers<ContextType>;
  LenderFiguresConnection?: LenderFiguresConnectionResolvers<ContextType>;
  LenderFiguresEdge?: LenderFiguresEdgeResolvers<ContextType>;
  RouteFigures?: RouteFiguresResolvers<ContextType>;
  RouteFiguresConnection?: RouteFiguresConnectionResolvers<ContextType>;
  RouteFiguresEdge?: RouteFiguresEdgeResolvers<ContextType>;
  UndeliveredLetter?: UndeliveredLetterResolvers<ContextType>;
  LetterPayload?: LetterPayloadResolvers<ContextType>;
  Library?: LibraryResolvers<ContextType>;
  LibraryConnection?: LibraryConnectionResolvers<ContextType>;
  LibraryEdge?: LibraryEdgeResolvers<ContextType>;
  Loan?: LoanResolvers<ContextType>;
  LoanDocument?: LoanDocumentResolvers<ContextType>;
  LoanItem?: LoanItemResolvers<ContextType>;
  Party?: PartyResolvers<ContextType>;
  RotaEntry?: RotaEntryResolvers<ContextType>;
  LoanEvent?: LoanEventResolvers<ContextType>;
  LoanConnection?: LoanConnectionResolvers<ContextType>;
  LoanEdge?: LoanEdgeResolvers<ContextType>;
  LoanPayload?: LoanPayloadResolvers<ContextType>;
  LibraryQuality?: LibraryQualityResolvers<ContextType>;
  FieldCompleteness?: FieldCompletenessResolvers<ContextType>;
  QualityFinding?: QualityFindingResolvers<ContextType>;
  ReviewConnection?: ReviewConnectionResolvers<ContextType>;
  ReviewEdge?: ReviewEdgeResolvers<ContextType>;
  ReviewPair?: ReviewPairResolvers<ContextType>;
  ReviewPayload?: ReviewPayloadResolvers<ContextType>;
  RotationPayload?: RotationPayloadResolvers<ContextType>;
  FacetValue?: FacetValueResolvers<ContextType>;
  Facet?: FacetResolvers<ContextType>;
  SearchEdge?: SearchEdgeResolvers<ContextType>;
  SearchConnection?: SearchConnectionResolvers<ContextType>;
  SearchRescue?: SearchRescueResolvers<ContextType>;
  EmptySearches?: EmptySearchesResolvers<ContextType>;
  EmptySearchReport?: EmptySearchReportResolvers<ContextType>;
  SourceStatus?: SourceStatusResolvers<ContextType>;
  Suggestion?: SuggestionResolvers<ContextType>;
  LiveAnswer?: LiveAnswerResolvers<ContextType>;
  LiveRecord?: LiveRecordResolvers<ContextType>;
  LiveHolding?: LiveHoldingResolvers<ContextType>;
};

