import type { Message } from '../messages.ts';

export const LOAN_MESSAGES = {
  STALE_VERSION: {
    en: 'The loan has changed since you saw it: it is at version {now}, you named {seen}',
    zh: '借阅单已被更新：当前版本 {now}，您看到的是 {seen}',
    remedyEn: 'Look at it again, then decide.',
    remedyZh: '请重新查看后再操作。',
  },
  LOAN_ACTION_NOT_NOW: {
    en: '{action} cannot be done now (state {state}); possible: {possible}',
    zh: '当前状态（{state}）不能执行 {action}；可执行：{possible}',
    remedyEn: 'Reload the loan and choose one of the actions it lists.',
    remedyZh: '请刷新借阅单，并从其所列操作中选择。',
  },
  LOAN_NOT_YOURS: {
    en: '{library} is not the {role} of this loan',
    zh: '{library} 不是此借阅单的 {role}',
    remedyEn: 'Act for your own library only.',
    remedyZh: '只能代表本馆操作。',
  },
  LOAN_TITLE_MISSING: {
    en: 'The request names neither an edition nor a title',
    zh: '请求中既没有版本编号也没有题名',
    remedyEn: 'Give editionId, or a title to ask outside for.',
    remedyZh: '请给出 editionId，或填写题名以便向外部馆求借。',
  },
  LOAN_QUANTITY_WRONG: {
    en: 'The number of copies is not possible: {detail}',
    zh: '册数有误：{detail}',
    remedyEn: 'quantity is 1 or more, minQuantity between 1 and quantity.',
    remedyZh: 'quantity 至少为 1，minQuantity 须在 1 与 quantity 之间。',
  },
  LOAN_DAY_WRONG: {
    en: 'The day {day} cannot be used: {detail}',
    zh: '日期 {day} 不可用：{detail}',
    remedyEn: 'Give days as YYYY-MM-DD, not in the past, the beginning before the end.',
    remedyZh: '日期写作 YYYY-MM-DD，不得早于今天，起始不得晚于结束。',
  },
  PERSONAL_DATA_REFUSED: {
    en: 'The text looks like personal data of a reader ({kind}) and was not stored',
    zh: '内容疑似读者个人信息（{kind}），未保存',
    remedyEn:
      'Use a reference that only your own library can resolve, e.g. R-7F3K2; keep names, phone, identity and pupil numbers at home.',
    remedyZh: '请使用只有本馆能还原的代号，例如 R-7F3K2；姓名、电话、身份证号、学号请留在本馆系统内。',
  },
  BARCODES_NEEDED: {
    en: 'Name the copies that leave by barcode: {wanted} at most',
    zh: '请扫描寄出图书的条码，至多 {wanted} 册',
    remedyEn: 'Scan each copy into barcodes.',
    remedyZh: '请逐册扫描条码。',
  },
  BARCODES_TOO_MANY: {
    en: '{given} barcodes were given for {wanted} copies',
    zh: '给出了 {given} 个条码，而应为 {wanted} 册',
    remedyEn: 'Leave out the copies that do not go.',
    remedyZh: '请去掉不寄出的图书。',
  },
  BARCODE_UNKNOWN: {
    en: '{library} has no copy of this title with barcode {barcode}',
    zh: '{library} 没有条码为 {barcode} 的此书',
    remedyEn: 'Check the scan; the copy must be one of the title asked for.',
    remedyZh: '请核对条码；必须是所借题名的复本。',
  },
  COPY_NOT_LENDABLE: {
    en: 'The copy {barcode} cannot be lent: it is {availability}',
    zh: '条码 {barcode} 的图书不可外借：状态为 {availability}',
    remedyEn: 'Take another copy, or correct its status first.',
    remedyZh: '请换一册，或先更正其状态。',
  },
  COPY_IN_OTHER_LOAN: {
    en: 'The copy {barcode} is in another open loan',
    zh: '条码 {barcode} 的图书已在另一张未结束的借阅单中',
    remedyEn: 'Take another copy, or finish that loan first.',
    remedyZh: '请换一册，或先结束那张借阅单。',
  },
  BARCODE_NOT_IN_LOAN: {
    en: 'The copy {barcode} is not part of this loan',
    zh: '条码 {barcode} 不在此借阅单中',
    remedyEn: 'Check the scan.',
    remedyZh: '请核对条码。',
  },
  LOAN_DETAIL_MISSING: {
    en: '{action} needs {field}',
    zh: '{action} 需要填写 {field}',
    remedyEn: 'Add it and send again.',
    remedyZh: '请补充后重新提交。',
  },
  LOAN_NO_COPY_SERVICE: {
    en: 'A loan was asked for, not a copy',
    zh: '所请求的是借书，不是复制件',
    remedyEn: 'Send the book, or answer UNFILLED.',
    remedyZh: '请寄出图书，或答复 UNFILLED。',
  },
  SET_STILL_GATHERING: {
    en: 'The set is still being gathered: {promised} of at least {needed} copies are promised',
    zh: '整套尚在征集：已承诺 {promised} 册，至少需要 {needed} 册',
    remedyEn: 'Wait until enough copies are promised; the loan will then offer SHIP.',
    remedyZh: '请等承诺册数足够；届时借阅单会出现 SHIP 操作。',
  },
  BOOKING_OUT_OF_TERM: {
    en: 'No school day lies between {from} and {until}',
    zh: '{from} 至 {until} 之间没有可用的上课日',
    remedyEn: 'Book for days of a term, outside vacations, holidays and exam weeks; the next such day is {next}.',
    remedyZh: '请选学期内的日子，避开寒暑假、法定节假日和考试周；其后最近的可用日是 {next}。',
  },
  TOTE_IN_USE: {
    en: 'The box {label} is under way already',
    zh: '周转箱 {label} 正在使用中',
    remedyEn: 'Scan it in first, or take another box.',
    remedyZh: '请先扫描签收，或换一个箱子。',
  },
  TOTE_NO_ROUTE: {
    en: 'No courier route goes from {from} to {to}',
    zh: '没有从 {from} 到 {to} 的物流线路',
    remedyEn: 'Send it through a library that has a common route with both, or ask the coordinator for a stop.',
    remedyZh: '请经与两馆同线的馆转送，或请协调员增设停靠点。',
  },
  TOTE_NOT_NOW: {
    en: '{action} cannot be done to box {label} here and now (state {state}, at {place})',
    zh: '周转箱 {label} 现在不能在此执行 {action}（状态 {state}，位于 {place}）',
    remedyEn: 'Look at where the box is; only the library where it stands can fill, close and hand it over.',
    remedyZh: '请核对箱子所在位置；只有箱子所在的馆才能装箱、封箱、交车。',
  },
  TOTE_EMPTY: {
    en: 'The box {label} is empty',
    zh: '周转箱 {label} 是空的',
    remedyEn: 'Scan copies into it first.',
    remedyZh: '请先扫描装入图书。',
  },
  TOTE_COPY_TWICE: {
    en: 'The copy {barcode} lies in box {label} already',
    zh: '条码 {barcode} 的图书已在周转箱 {label} 中',
    remedyEn: 'Scan each copy once; take it out there first if it moved.',
    remedyZh: '每册只扫一次；如已换箱，请先在原箱中取出。',
  },
  TOTE_COPY_ASTRAY: {
    en: 'No loan sends the copy {barcode} from {from} to {to}',
    zh: '没有借阅单要把条码 {barcode} 从 {from} 送往 {to}',
    remedyEn: 'Check the scan and the receiver of the box; a book going home belongs into a box to its owner.',
    remedyZh: '请核对条码和箱子的收件馆；归还的书应装入送往其所属馆的箱子。',
  },
  TOTE_COPY_NOT_IN: {
    en: 'The copy {barcode} was not packed into box {label}',
    zh: '条码 {barcode} 的图书并未装入周转箱 {label}',
    remedyEn: 'Set it aside and scan it by itself at the desk.',
    remedyZh: '请另放一旁，在工作台单独扫描。',
  },
} as const satisfies Record<string, Message>;
