/** What the desk calls the states, actions and fields of the contract. */

/** @type {Readonly<Record<string, string>>} */
export const STATES = {
  DRAFT: '草稿',
  AWAITING_APPROVAL: '待批准',
  SOURCING: '寻找借出馆',
  SENT: '已发出请求',
  EXPECTED: '等待到货',
  WILL_SUPPLY: '将提供',
  CONDITION_PENDING: '条件待定',
  RETRY_PENDING: '建议再试',
  CANCEL_PENDING: '取消待复',
  SHIPPED: '已寄出',
  RECEIVED: '已收到',
  RETURN_SHIPPED: '已寄还',
  COMPLETED: '完成',
  UNFILLED: '未能满足',
  CANCELLED: '已取消',
  DECLINED: '未批准',
  EXPIRED: '过期',
  LOST: '丢失',
};

/** @type {Readonly<Record<string, string>>} */
export const ACTIONS = {
  SUBMIT: '提交',
  APPROVE: '批准',
  DECLINE: '不批准',
  CANCEL: '取消请求',
  WILL_SUPPLY: '答应提供',
  UNFILLED: '不能提供',
  SET_CONDITION: '提出条件',
  ACCEPT_CONDITION: '接受条件',
  REJECT_CONDITION: '不接受条件',
  ASK_RETRY: '请稍后再试',
  ACCEPT_RETRY: '同意再试',
  SHIP: '寄出',
  SUPPLY_COPY: '提供复制件',
  RECEIVE: '收到',
  ACCEPT_PARTIAL: '接受部分',
  REFUSE_PARTIAL: '不接受部分',
  RENEW: '申请续借',
  ALLOW_RENEWAL: '同意续借',
  REFUSE_RENEWAL: '不同意续借',
  RECALL: '召回',
  RETURN: '寄还',
  CHECK_IN: '归还入库',
  ACCEPT_CANCEL: '同意取消',
  REFUSE_CANCEL: '不同意取消',
  REPORT_LOST: '报失',
  CLOSE: '结案',
};

/** @type {Readonly<Record<string, string>>} */
export const FLAGS = {
  OVERDUE: '逾期',
  RECALLED: '被召回',
  RENEWAL_PENDING: '续借待复',
  MISSING: '下落不明',
  CONFLICT: '两方所知不一',
  NEEDS_ATTENTION: '需要处理',
};

/** @type {Readonly<Record<string, string>>} */
export const ROLES = {
  OPERATOR: '系统管理员',
  COORDINATOR: '联盟协调员',
  LIBRARIAN: '馆员',
  TEACHER: '教师',
  MEMBER_PUSH: '推送程序',
};

/** @type {Readonly<Record<string, { readonly label: string, readonly type: string }>>} */
export const FIELDS = {
  barcodes: { label: '条码（空格分开）', type: 'text' },
  dueDate: { label: '应还日期', type: 'date' },
  reason: { label: '原因', type: 'text' },
  conditionCode: { label: '条件', type: 'text' },
  fileUrl: { label: '文件网址', type: 'url' },
  note: { label: '附言（不写个人信息）', type: 'text' },
};

/**
 * What an action is asked with, beside a note.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const DETAILS = {
  SHIP: ['barcodes', 'dueDate'],
  RECEIVE: ['barcodes'],
  RETURN: ['barcodes'],
  CHECK_IN: ['barcodes'],
  REPORT_LOST: ['barcodes'],
  UNFILLED: ['reason'],
  DECLINE: ['reason'],
  SET_CONDITION: ['conditionCode'],
  ALLOW_RENEWAL: ['dueDate'],
  SUPPLY_COPY: ['fileUrl'],
};

/**
 * What the two sides of a loan say to each other.
 * @type {Readonly<Record<string, string>>}
 */
export const SAYINGS = {
  ASKED: '求借',
  RETRIED: '再次求借',
  REMINDS: '催复',
  CANCELS: '取消请求',
  AGREES: '接受条件',
  RECEIVED: '已收到',
  RENEWS: '申请续借',
  RETURNED: '已寄还',
  LOST: '报失',
  ASKS_STATUS: '询问状态',
  NOTICE: '附言',
  EXPECTS: '待到货',
  PROMISES: '答应提供',
  CONDITIONS: '提出条件',
  ASKS_RETRY: '请稍后再试',
  CANNOT: '不能提供',
  CANCEL_AGREED: '同意取消',
  CANCEL_REFUSED: '不同意取消',
  SHIPPED: '已寄出',
  COPY_SENT: '已提供复制件',
  OVERDUE: '催还',
  RECALLED: '召回',
  RENEWAL_ALLOWED: '同意续借',
  RENEWAL_REFUSED: '不同意续借',
  COMPLETED: '已归还入库',
  NOT_RETURNED: '未还结案',
  STATUS: '答复状态',
};

/** @type {Readonly<Record<string, string>>} */
export const LETTER_CHOICES = {
  SEND_AGAIN: '再发一次',
  SETTLED: '电话已说妥',
  NEXT_SUPPLIER: '改问下一家',
};

/**
 * What the program itself finds out about a loan and writes into its history.
 * @type {Readonly<Record<string, string>>}
 */
export const FINDS = {
  CREATED: '提出',
  NEEDS_APPROVAL: '须先批准',
  HELD_HERE: '本馆自有',
  ASK_NEXT: '询问',
  ASK_MANY: '向几馆凑齐',
  NOBODY_LEFT: '已无馆可问',
  NOT_DELIVERED: '消息未送达',
  GIVEN_UP: '不再等这一馆',
  FORMER_SHIPPED: '先前问过的馆已寄出',
  TOTE_LATE: '周转箱逾期未到',
  COPIES_SHORT: '箱中少书',
  PARTS_SHORT: '没有凑齐',
  PARTS_PROMISED: '已凑齐',
  PARTS_SHIPPED: '各馆均已寄出',
  PARTS_RECEIVED: '各馆的书均已收到',
  PARTS_RETURNING: '各馆的书均已寄还',
  PARTS_DONE: '各馆均已结清',
  PARTS_FAILED: '没有一馆能提供',
  ANSWER_HALF: '答复期限过半',
  ANSWER_NEARLY: '答复期限将到',
  ANSWER_LATE: '逾期未答复',
  GATHER_LATE: '凑书期限已到',
  DECISION_LATE: '逾期未决定',
  SHIP_LATE: '逾期未寄出',
  CONDITION_LATE: '逾期未答复条件',
  RETRY_LAPSED: '再试期限已过',
  NEED_PASSED: '需要的日子已过',
  ARRIVAL_LATE: '逾期未到',
  DUE_PASSED: '过了应还日期',
  RETURN_LATE: '逾期未还',
  PURGE: '清除附言和读者代号',
};
