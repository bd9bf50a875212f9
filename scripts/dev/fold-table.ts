/**
 * Writes src/base/fold-table.ts: which character folds to which, one to one. Traditional to simplified comes from
 * OpenCC's character table (opencc-js, MIT and Apache-2.0); the variants that OpenCC leaves alone are listed here.
 * Run: npx tsx scripts/dev/fold-table.ts
 */
import { writeFileSync } from 'node:fs';
import * as OpenCC from 'opencc-js';

/** Pairs `from to`: old, variant and Japanese forms found in catalogues, and 牠/她-like pairs that readers mix up. */
const VARIANTS =
  '峯峰 裏里 裡里 羣群 敎教 説说 爲为 甯宁 寧宁 祕秘 緖绪 硏研 歴历 囯国 囘回 囬回 妳你 牠它 著着 瞭了 藉借 戸户 吿告 靑青 淸清 ' +
  '兎兔 栢柏 竝并 図图 読读 楽乐 戯戏 戱戏 嶽岳 絶绝 麽么 鷄鸡 戶户 鉄铁 沢泽 駅驿 辺边 広广 実实 経经 済济 検检 権权 県县 ' +
  '験验 気气 帰归 毎每 斉齐 斎斋 浜滨 満满 変变 弁辩 宝宝 亜亚 悪恶 圧压 囲围 壱一 隠隐 栄荣 営营 衛卫 円圆 塩盐 応应 桜樱 ' +
  '仮假 価价 画画 会会 壊坏 懐怀 覚觉 関关 歓欢 観观 巻卷 陥陷 犠牺 拠据 挙举 暁晓 駆驱 勲勋 恵惠 渓溪 継继 軽轻 撃击 剣剑 ' +
  '険险 顕显 献献 効效 恒恒 鉱矿 国国 黒黑 砕碎 雑杂 桟栈 残残 糸丝 児儿 辞辞 釈释 寿寿 収收 従从 渋涩 縦纵 粛肃 処处 奨奖 ' +
  '焼烧 証证 嬢娘 剰剩 畳叠 縄绳 壌壤 醸酿 穣穰 譲让 触触 嘱嘱 図图 数数 枢枢 声声 摂摄 専专 銭钱 戦战 潜潜 浅浅 双双 壮壮 ' +
  '荘庄 捜搜 挿插 巣巢 総总 蔵藏 臓脏 続续 堕堕 対对 帯带 滞滞 択择 単单 担担 胆胆 団团 弾弹 遅迟 昼昼 虫虫 庁厅 徴征 聴听 ' +
  '鎮镇 転转 伝传 灯灯 当当 党党 稲稻 闘斗 徳德 独独 届届 悩恼 脳脑 廃废 拝拜 売卖 麦麦 発发 髪发 抜拔 蛮蛮 秘秘 仏佛 払拂 ' +
  '豊丰 翻翻 訳译 薬药 与与 誉誉 揺摇 様样 謡谣 来来 頼赖 覧览 竜龙 両两 猟猎 緑绿 塁垒 励励 礼礼 隷隶 霊灵 齢龄 恋恋 炉炉 ' +
  '労劳 朗朗 録录 湾湾 〇零';

const FIRST_HAN = 0x3400;
const LAST_HAN = 0x9fff;

const convert = OpenCC.Converter({ from: 't', to: 'cn' });
const pairs = new Map<string, string>();
for (let code = FIRST_HAN; code <= LAST_HAN; code++) {
  const from = String.fromCharCode(code);
  const to = convert(from);
  if (to !== from && to.length === 1) pairs.set(from, to);
}
for (const pair of VARIANTS.split(' ')) {
  const [from, to] = [...pair];
  if (from !== undefined && to !== undefined && from !== to) pairs.set(from, to);
}
// A chain a→b→c must end at c, so that folding twice changes nothing.
for (const [from, to] of pairs) {
  let end = to;
  for (let steps = 0; steps < 4 && pairs.has(end); steps++) end = pairs.get(end) ?? end;
  if (end === from) pairs.delete(from);
  else pairs.set(from, end);
}

const sorted = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));
const lines = (text: string) => (text.match(/.{1,100}/gu) ?? []).map((line) => `  '${line}'`).join(' +\n');
writeFileSync(
  new URL('../../src/base/fold-table.ts', import.meta.url),
  `// Written by scripts/dev/fold-table.ts from opencc-js and its own list of variants; do not edit.\n` +
    `/** Characters that fold, in the order of {@link FOLD_TO}. */\nexport const FOLD_FROM =\n${lines(sorted.map(([from]) => from).join(''))};\n\n` +
    `export const FOLD_TO =\n${lines(sorted.map(([, to]) => to).join(''))};\n`,
);
