import type { Message } from '../messages.ts';

export const SOURCE_MESSAGES = {
  SOURCE_ADDRESS_REFUSED: {
    en: 'The address {address} is private, loopback or reserved and is not contacted',
    zh: '地址 {address} 属于内网、本机或保留地址，不予连接',
    remedyEn: 'If it is meant, an operator adds the source with --allow-private.',
    remedyZh: '如确需连接，请由系统管理员用 --allow-private 添加该来源。',
  },
  SOURCE_URL_REFUSED: {
    en: 'The address {address} cannot be used: {detail}',
    zh: '地址 {address} 无法使用：{detail}',
    remedyEn: 'Give an http or https address without a user name in it.',
    remedyZh: '请填写不含用户名的 http 或 https 地址。',
  },
  SOURCE_UNREACHABLE: {
    en: 'The source at {address} cannot be reached: {detail}',
    zh: '无法连接来源 {address}：{detail}',
    remedyEn: 'Check host, port and firewall; Liantu tries again by itself.',
    remedyZh: '请检查主机、端口与防火墙；系统会自动重试。',
  },
  SOURCE_TIMEOUT: {
    en: 'The source did not finish its answer within {seconds} s',
    zh: '来源未能在 {seconds} 秒内完成应答',
    remedyEn: 'Ask for fewer records at a time, or raise timeoutSeconds of the source.',
    remedyZh: '请减少每次取的条数，或调大来源的 timeoutSeconds。',
  },
  SOURCE_CLOSED: {
    en: 'The source closed the connection: {detail}',
    zh: '来源关闭了连接：{detail}',
    remedyEn: 'Liantu tries again by itself; if it lasts, ask the source.',
    remedyZh: '系统会自动重试；若持续出现，请联系来源方。',
  },
  SOURCE_TOO_LARGE: {
    en: 'The answer of the source is larger than {limit} bytes',
    zh: '来源的应答超过 {limit} 字节',
    remedyEn: 'Ask for fewer records at a time.',
    remedyZh: '请减少每次取的条数。',
  },
  SOURCE_INFLATES_TOO_MUCH: {
    en: 'The compressed answer of the source grows more than {ratio} times and was cut off',
    zh: '来源的压缩应答解压后膨胀超过 {ratio} 倍，已中止',
    remedyEn: 'Do not trust this source before its operator explains it.',
    remedyZh: '请先向来源方核实，再继续使用。',
  },
  SOURCE_HTTP_STATUS: {
    en: 'The source answered with HTTP status {status}',
    zh: '来源返回 HTTP 状态 {status}',
    remedyEn: 'Check the address and the account; 5xx and 429 are tried again.',
    remedyZh: '请检查地址与账号；5xx 与 429 会自动重试。',
  },
  SOURCE_REDIRECTED: {
    en: 'The source answers from another address now: {address}',
    zh: '来源已迁至新地址：{address}',
    remedyEn: 'Redirects are not followed; check the new address and set it.',
    remedyZh: '系统不跟随跳转；请核对新地址并更新设置。',
  },
  SOURCE_DOCTYPE_REFUSED: {
    en: 'The answer holds a DOCTYPE and was not read',
    zh: '应答含有 DOCTYPE 声明，已拒绝读取',
    remedyEn: 'No library protocol needs one; ask the source.',
    remedyZh: '图书馆协议不需要该声明，请联系来源方。',
  },
  SOURCE_NOT_UNDERSTOOD: {
    en: 'The answer of the source is not {protocol}: {detail}',
    zh: '来源的应答不是 {protocol}：{detail}',
    remedyEn: 'Check the address; it may be a web page or a proxy.',
    remedyZh: '请检查地址，可能连到了网页或代理服务器。',
  },
  SOURCE_DIAGNOSTIC: {
    en: 'The source reports: {detail} (code {code})',
    zh: '来源报告：{detail}（代码 {code}）',
    remedyEn: 'Check database, indexes and record syntax of the source.',
    remedyZh: '请检查来源的数据库名、检索点与记录格式设置。',
  },
  SOURCE_LOGIN_REFUSED: {
    en: 'The source refused the account',
    zh: '来源拒绝了该账号',
    remedyEn: 'Check user name and password with the source.',
    remedyZh: '请与来源方核对用户名和密码。',
  },
  SOURCE_TOKEN_LOOPS: {
    en: 'The source hands out the same resumption token again and again',
    zh: '来源反复给出同一个续传标记',
    remedyEn: 'The harvest stopped where it was; tell the source.',
    remedyZh: '采集已停在原处，请告知来源方。',
  },
  SOURCE_TOKEN_EXPIRED: {
    en: 'The resumption token of the source expired',
    zh: '来源的续传标记已过期',
    remedyEn: 'Liantu starts this window again by itself.',
    remedyZh: '系统会自动重新采集该时段。',
  },
  SOURCE_CURSOR_UNREADABLE: {
    en: 'The stored position of the source cannot be read',
    zh: '保存的采集位置无法识别',
    remedyEn: 'Run the harvest with --from-start.',
    remedyZh: '请用 --from-start 重新采集。',
  },
  SOURCE_SETTINGS_INVALID: {
    en: 'The settings of the source are not valid: {detail}',
    zh: '来源设置有误：{detail}',
    remedyEn: 'Correct them; `liantu source add --help` shows each kind.',
    remedyZh: '请更正；各类来源的设置见 liantu source add --help。',
  },
  CQL_SYNTAX: {
    en: 'The query is not valid CQL at position {at}: {detail}',
    zh: '检索式在第 {at} 个字符处有误：{detail}',
    remedyEn: 'Example: title = "西游记" and isbn = 9787020008735',
    remedyZh: '示例：title = "西游记" and isbn = 9787020008735',
  },
  CQL_UNSUPPORTED: {
    en: 'The source cannot be asked for {what}',
    zh: '该来源不支持：{what}',
    remedyEn: 'Use another index or relation, or map the index in the settings of the source.',
    remedyZh: '请换用其他检索点或关系，或在来源设置中映射该检索点。',
  },
} as const satisfies Record<string, Message>;
