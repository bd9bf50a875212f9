/** What a query must bring. A book is named as in `corpus.ts`: its title, or `title/author`. */
export type Expect =
  | { readonly first: string }
  /** All of these among the first `n`. */
  | { readonly top: number; readonly of: readonly string[] }
  /** The same number of hits, and the same first five, as another query. */
  | { readonly sameAs: string }
  /** The one is found, and the other not above it. */
  | { readonly before: readonly [string, string] }
  /** Not among the hits at all. */
  | { readonly never: string }
  /** The first may be anything but this. */
  | { readonly notFirst: string }
  /** So many hits. */
  | { readonly count: number };

export interface Case {
  readonly query: string;
  readonly expect: Expect;
}

const first = (table: Readonly<Record<string, string>>): readonly Case[] =>
  Object.entries(table).map(([query, book]) => ({ query, expect: { first: book } }));
const top = (n: number, table: Readonly<Record<string, readonly string[]>>): readonly Case[] =>
  Object.entries(table).map(([query, of]) => ({ query, expect: { top: n, of } }));
const same = (...pairs: readonly (readonly [string, string])[]): readonly Case[] =>
  pairs.map(([query, sameAs]) => ({ query, expect: { sameAs } }));
const before = (query: string, ...books: readonly [string, string]): Case => ({ query, expect: { before: books } });
const count = (query: string, hits: number): Case => ({ query, expect: { count: hits } });

export const CASES: readonly Case[] = [
  // Whole titles, short ones above all.
  ...first({
    西游记: '西游记/吴承恩',
    家: '家/巴金',
    春: '春/巴金',
    秋: '秋/巴金',
    飘: '飘/玛格丽特·米切尔',
    蛙: '蛙/莫言',
    三体: '三体/刘慈欣',
    活着: '活着/余华',
    边城: '边城/沈从文',
    人生: '人生/路遥',
    童年: '童年/高尔基',
    母亲: '母亲/高尔基',
    鲁迅: '鲁迅/佚名',
    三国志: '三国志/陈寿',
    小王子: '小王子',
    昆虫记: '昆虫记',
    我爸爸: '我爸爸',
    稻草人: '稻草人',
    '1984': '1984',
  }),
  before('西游记', '西游记/吴承恩', '西游补'),
  before('西游记', '西游记/吴承恩', '后西游记'),
  before('西游记', '西游记/吴承恩', '西游记(青少版)'),
  before('西游记', '西游记(青少版)', '西游记人物谱'),
  before('三体', '三体', '三体Ⅱ'),
  before('三体', '三体', '三体Ⅲ'),
  before('活着', '活着', '活着回来的男人'),
  before('春', '春', '春天在哪里'),
  before('历史研究', '历史研究', '历史研究方法'),
  { query: '三国志', expect: { notFirst: '三国演义' } },
  { query: '西游记', expect: { never: '红楼梦' } },
  // Marks and blanks, width and quotes.
  ...first({
    哈利波特与魔法石: '哈利·波特与魔法石',
    简爱: '简·爱',
    繁星春水: '繁星·春水',
    大卫不可以: '大卫，不可以',
    '《城南旧事》': '城南旧事',
    '“朝花夕拾”': '朝花夕拾',
    永别了武器: '永别了，武器',
    汤姆索亚历险记: '汤姆·索亚历险记',
    欧也妮葛朗台: '欧也妮·葛朗台',
    安娜卡列尼娜: '安娜·卡列尼娜',
    '１９８４': '1984',
    '格列佛 游记': '格列佛游记',
  }),
  ...first({ 哈利·波特: '哈利·波特与魔法石' }),
  ...top(7, { 哈利·波特: ['哈利·波特与密室', '哈利·波特与阿兹卡班囚徒', '哈利·波特与死亡圣器'] }),
  ...same(
    ['哈利·波特', '哈利波特'],
    ['西 游 记', '西游记'],
    ['曹文轩　草房子', '曹文轩 草房子'],
    ['ＡＢＣ１２３', 'ABC123'],
    ['《西游记》', '西游记'],
    ['约翰・克利斯朵夫', '约翰·克利斯朵夫'],
  ),
  // Traditional characters and variants.
  ...first({
    西遊記: '西游记/吴承恩',
    三國演義: '三国演义',
    論語: '论语',
    水滸傳: '水浒传',
    海底兩萬里: '海底两万里',
    駱駝祥子: '骆驼祥子',
    鋼鐵是怎樣煉成的: '钢铁是怎样炼成的',
    圍城: '围城',
    儒林外史: '儒林外史',
    邊城: '边城/沈从文',
    歷史硏究: '历史研究',
  }),
  ...same(['紅樓夢', '红楼梦'], ['歷史硏究', '历史研究'], ['光緖', '光绪'], ['朝花夕拾', '朝花夕拾 ']),
  // Authors.
  ...top(3, {
    曹文轩: ['草房子', '青铜葵花', '山羊不吃天堂草'],
    罗琳: ['哈利·波特与魔法石', '哈利·波特与密室', '哈利·波特与阿兹卡班囚徒'],
    沈石溪: ['狼王梦', '第七条猎狗', '最后一头战象'],
    安徒生: ['安徒生童话'],
    凡尔纳: ['海底两万里', '八十天环游地球', '神秘岛'],
    谢婉莹: ['繁星·春水', '寄小读者', '小橘灯'],
    周树人: ['朝花夕拾', '呐喊'],
    cwx: ['草房子', '青铜葵花', '山羊不吃天堂草'],
    caowenxuan: ['草房子', '青铜葵花', '山羊不吃天堂草'],
  }),
  before('曹文轩', '细米', '曹文轩作品研究'),
  before('魯迅', '朝花夕拾', '鲁迅传'),
  before('鲁迅', '彷徨', '鲁迅研究'),
  before('冰心', '小橘灯', '冰心传'),
  ...first({
    俞平伯红楼梦: '红楼梦研究',
    曹文轩草房子: '草房子',
    '草房子 曹文轩': '草房子',
    草房子曹文轩: '草房子',
    '老舍 茶馆': '茶馆',
    鲁迅朝花夕拾: '朝花夕拾',
    刘慈欣三体: '三体',
    '凡尔纳 海底': '海底两万里',
    '巴金 家': '家/巴金',
    '周树人 呐喊': '呐喊',
    'Harper Lee 杀死一只知更鸟': '杀死一只知更鸟',
    '红楼梦 曹雪琴': '红楼梦',
    '西遊記 吳承恩': '西游记/吴承恩',
    '小王子 圣-埃克苏佩里': '小王子',
    '红岩 罗广斌 杨益言': '红岩',
    '哈利波特 凤凰社': '哈利·波特与凤凰社',
  }),
  // Parts of titles.
  ...top(3, {
    窗边的: ['窗边的小豆豆'],
    葫芦的秘密: ['宝葫芦的秘密'],
    两万里: ['海底两万里'],
    小豆豆: ['窗边的小豆豆'],
    不高兴: ['没头脑和不高兴'],
    毛毛虫: ['好饿的毛毛虫'],
    知更鸟: ['杀死一只知更鸟'],
    太空漫游: ['2001太空漫游'],
    盖茨比: ['了不起的盖茨比'],
    漂流记: ['鲁滨逊漂流记'],
    黑暗森林: ['三体Ⅱ'],
    charlotte: ["Charlotte's Web"],
    'old man sea': ['The Old Man and the Sea'],
  }),
  // Other names.
  ...first({ 石头记: '红楼梦', 乱世佳人: '飘/玛格丽特·米切尔', 尼尔斯骑鹅旅行记: '骑鹅旅行记', 三剑客: '三个火枪手' }),
  ...top(3, {
    鲁宾逊漂流记: ['鲁滨逊漂流记'],
    鲁滨孙漂流记: ['鲁滨逊漂流记'],
    基督山恩仇记: ['基督山伯爵'],
    福尔摩斯: ['福尔摩斯探案集'],
  }),
  // Sounds: whole, with blanks and capitals, initials, southern.
  ...first({
    xiyouji: '西游记/吴承恩',
    'xi you ji': '西游记/吴承恩',
    XiYouJi: '西游记/吴承恩',
    caofangzi: '草房子',
    lvyexianzong: '绿野仙踪',
    luyexianzong: '绿野仙踪',
    zhaohuaxishi: '朝花夕拾',
    chaohuaxishi: '朝花夕拾',
    shuihuzhuan: '水浒传',
    hulanhezhuan: '呼兰河传',
    huanzhugege: '还珠格格',
    dubolinren: '都柏林人',
    chongqingsenlin: '重庆森林',
    changhenge: '长恨歌',
    cenguofanjiashu: '曾国藩家书',
    zengguofanzhuan: '曾国藩传',
    sanguoyanyi: '三国演义',
    hlm: '红楼梦',
    mtnhbgx: '没头脑和不高兴',
    cbdxdd: '窗边的小豆豆',
    gangtiesizenyangliancengde: '钢铁是怎样炼成的',
    haidiliangwanli: '海底两万里',
  }),
  ...top(3, { xyj: ['西游记/吴承恩'], chongqing: ['重庆森林', '重庆历史地理'], hlbt: ['哈利·波特与魔法石'] }),
  // Wrong characters and letters.
  ...first({
    朝花夕食: '朝花夕拾',
    骆陀祥子: '骆驼祥子',
    爱丽斯漫游奇境记: '爱丽丝漫游奇境',
    钢铁是怎么炼成的: '钢铁是怎样炼成的',
    草房字: '草房子',
    青铜魁花: '青铜葵花',
    西油记: '西游记/吴承恩',
    夏洛得网: '夏洛的网',
    呼兰河转: '呼兰河传',
    安徙生童话: '安徒生童话',
    米小圈上学计: '米小圈上学记',
    十万个为什麽: '十万个为什么',
    红星照跃中国: '红星照耀中国',
    假如给我3天光明: '假如给我三天光明',
    窗边的小逗逗: '窗边的小豆豆',
  }),
  ...top(5, { xiyuoji: ['西游记/吴承恩'], caofanzgi: ['草房子'], honglomeng: ['红楼梦'] }),
  // Numbers.
  ...top(3, { 三体2: ['三体Ⅱ'], 三体二: ['三体Ⅱ'], 三体Ⅱ: ['三体Ⅱ'], 三体3: ['三体Ⅲ'] }),
  ...top(1, { '21世纪十万个为什么4': ['21世纪十万个为什么'] }),
  ...first({
    海底2万里: '海底两万里',
    一九八四: '1984',
    活了一百万次的猫: '活了100万次的猫',
    '100个中国孩子的梦': '一百个中国孩子的梦',
  }),
  // Identifiers and call numbers.
  ...first({
    '978-7-5366-9293-0': '三体',
    '9787536692930': '三体',
    '7-5366-9293-5': '三体',
    '7-02-004249-X': '小王子',
    '702004249x': '小王子',
    '9787020042494': '小王子',
    'ISBN 978-7-02-004249-4': '小王子',
    '1005-1805': '读者',
    I287: '儿童文学选',
  }),
  count('9787536692930', 1),
  count('9787536692931', 0),
  count('702004249x', 1),
  before('I287', '儿童文学选', '儿童小说选'),
  { query: 'I287', expect: { never: '外国儿童文学选' } },
  // What nobody can mean.
  count('……', 0),
  count('"', 0),
  count('*', 0),
  count('😀', 0),
  count('⺀', 0),
  count('龘靐齉爩鱻麤灪龖', 0),
  { query: 'AND', expect: { never: '西游记' } },
  { query: 'NEAR(', expect: { never: '西游记' } },
];

/** Cases that an engine answers otherwise, and why; the suite fails when one of them comes right unnoticed. */
export const KNOWN: Readonly<Record<string, Readonly<Record<string, string>>>> = { embedded: {} };
