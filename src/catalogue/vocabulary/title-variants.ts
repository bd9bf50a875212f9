/** Chinese titles of one foreign work that translators wrote differently: each line one work, its first form is ours. */
const SAME: readonly (readonly string[])[] = [
  ['鲁滨孙漂流记', '鲁滨孙飘流记', '鲁滨逊漂流记', '鲁滨逊飘流记', '鲁宾逊漂流记', '鲁宾孙漂流记'],
  ['海底两万里', '海底二万里'],
  ['爱丽丝漫游奇境', '爱丽丝漫游奇境记', '爱丽丝梦游仙境', '爱丽丝奇境历险记', '爱丽丝漫游仙境'],
  ['格列佛游记', '格利佛游记', '格列弗游记'],
  ['汤姆索亚历险记', '汤姆索耶历险记', '汤姆沙亚历险记'],
  ['八十天环游地球', '八十天环游世界', '80天环游地球', '环游世界八十天'],
  ['骑鹅旅行记', '尼尔斯骑鹅旅行记', '骑鹅历险记', '尼尔斯骑鹅历险记'],
  ['绿山墙的安妮', '绿山墙的安妮雪莉'],
  ['木偶奇遇记', '匹诺曹', '皮诺曹', '木偶匹诺曹奇遇记'],
  ['绿野仙踪', '奥兹国历险记', '奥兹的魔法师'],
  ['一千零一夜', '天方夜谭'],
  ['假如给我三天光明', '假如给我三天光明海伦凯勒自传'],
  ['呼啸山庄', '咆哮山庄'],
  ['安妮日记', '安妮弗兰克日记'],
  ['小王子', '小王子lepetitprince'],
  ['三国演义', '三国志通俗演义'],
  ['钢铁是怎样炼成的', '钢铁是怎样练成的'],
  ['伊索寓言', '伊索寓言故事'],
  ['格林童话', '格林童话故事', '格林童话全集', '格林童话选'],
  ['安徒生童话', '安徒生童话故事', '安徒生童话全集', '安徒生童话选'],
];

const FIRST = new Map(SAME.flatMap(([first = '', ...others]) => others.map((other) => [other, first] as const)));

/** The title under which a work's editions meet; takes and gives bare text. */
export function workTitle(title: string): string {
  return FIRST.get(title) ?? title;
}
