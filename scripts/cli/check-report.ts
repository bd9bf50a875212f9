import { say } from '../../src/base/messages.ts';
import { type ColumnField, nameOfField } from '../../src/record/columns.ts';
import type { QualityField, QualityReport } from '../../src/record/quality.ts';
import type { Lang } from './command.ts';

/** What the columns of a sheet were taken for, and up to three of its rows. */
export interface ColumnsShown {
  readonly meanings: Readonly<Record<string, ColumnField | null>>;
  readonly samples: readonly Readonly<Record<string, string>>[];
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
const cells = (texts: readonly string[], tag = 'td'): string =>
  texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('');
const row = (texts: readonly string[], tag = 'td'): string => `<tr>${cells(texts, tag)}</tr>`;
const table = (head: readonly string[], rows: readonly string[]): string =>
  `<table><thead>${row(head, 'th')}</thead><tbody>${rows.join('')}</tbody></table>`;

/** The names that people give to the fields that count. */
export const FIELD_NAMES: Readonly<Record<QualityField, { readonly zh: string; readonly en: string }>> = {
  isbns: { zh: 'ISBN', en: 'ISBN' },
  responsibility: { zh: '责任者', en: 'responsibility' },
  publisher: { zh: '出版者', en: 'publisher' },
  year: { zh: '出版年', en: 'year' },
  classNumber: { zh: '分类号', en: 'class number' },
  callNumber: { zh: '索书号', en: 'call number' },
  barcode: { zh: '条码号', en: 'barcode' },
};

const STYLE = `body{font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;margin:2em auto;padding:0 1em;max-width:64em;color:#222;line-height:1.5}
table{border-collapse:collapse;margin:1em 0;width:100%}td,th{border-bottom:1px solid #ccc;padding:.35em .6em;text-align:left;vertical-align:top}th{color:#555;font-weight:600;white-space:nowrap}.error,.warning,.info{white-space:nowrap}
.score{font-size:2.6em;font-weight:700}.error{color:#a40000}.warning{color:#8a5a00}.info{color:#555}small{color:#666}code{font-size:.85em}
.bar{background:#e6e6e6;height:.8em;min-width:10em}.bar i{display:block;height:100%;background:#2f6f4f}
@media print{body{margin:0;max-width:none}tr{break-inside:avoid}.bar,.bar i{print-color-adjust:exact}}`;

/** The quality report as one page that needs nothing else and prints well. */
export function htmlReport(file: string, report: QualityReport, shown: ColumnsShown | null, lang: Lang): string {
  const zh = lang === 'zh';
  const title = `${zh ? '数据质量报告' : 'Data quality report'} · ${file}`;
  const counts = zh
    ? `${report.records} 条记录，读懂 ${report.described} 条，隔离 ${report.quarantined} 条；${report.copies} 册`
    : `${report.records} records: ${report.described} described, ${report.quarantined} set aside; ${report.copies} copies`;
  return `<!doctype html><html lang="${zh ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>${STYLE}</style></head><body>
<h1>${escaped(title)}</h1>
<p><span class="score">${report.score}</span> / 100 · ${zh ? '质量分' : 'quality'}<br>${counts}</p>
<h2>${zh ? '要处理的问题' : 'What to mend'}</h2>${findingsOf(report, lang)}
<h2>${zh ? '完整程度' : 'Completeness'}</h2>${completenessOf(report, lang)}
${shown === null ? '' : `<h2>${zh ? '各列的理解' : 'Columns'}</h2>${columnsOf(shown, lang)}`}
</body></html>
`;
}

const SEVERITIES = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '存疑', en: 'doubt' },
  info: { zh: '提示', en: 'note' },
} as const;

function findingsOf({ findings }: QualityReport, lang: Lang): string {
  if (findings.length === 0) return `<p>${lang === 'zh' ? '没有发现问题。' : 'Nothing was found.'}</p>`;
  const rows = findings.map(({ code, severity, count, places, examples }) => {
    const more = count > places.length ? ' …' : '';
    const words = escaped(say(code, lang, { got: examples[0] ?? '' }));
    return `<tr><td class="${severity}">${SEVERITIES[severity][lang]}</td><td>${count}</td><td>${words}<br><small><code>${code}</code></small></td><td>${escaped(places.map((place) => placeWords(place, lang)).join(', '))}${more}</td><td>${escaped(examples.slice(0, 5).join(' | '))}</td></tr>`;
  });
  const zh = lang === 'zh';
  return table(
    zh ? ['程度', '次数', '说明与办法', '位置', '例'] : ['kind', 'count', 'what and how', 'places', 'examples'],
    rows,
  );
}

/** What a column was taken for, with the name that `--map` takes. */
export function fieldWords(field: ColumnField | null, lang: Lang): string {
  if (field === null) return lang === 'zh' ? '（未识别，忽略）' : '(not known, ignored)';
  const name = lang === 'zh' ? nameOfField(field) : field;
  return name.toLowerCase() === field.toLowerCase() ? name : `${name} (${field})`;
}

/** `row 17` → 第 17 行. */
export function placeWords(place: string, lang: Lang): string {
  if (lang === 'en') return place;
  return place.replace(/^(?:row|line) (\d+)/, '第 $1 行').replace(/^byte (\d+)/, '第 $1 字节');
}

function completenessOf({ completeness }: QualityReport, lang: Lang): string {
  const zh = lang === 'zh';
  const rows = completeness.map(({ field, filled, share }) => {
    // Rounded down: 100 % is all of them.
    const percent = Math.floor(share * 100);
    return `<tr>${cells([FIELD_NAMES[field][lang], String(filled), `${percent} %`])}<td><div class="bar"><i style="width:${percent}%"></i></div></td></tr>`;
  });
  return table(zh ? ['字段', '已填', '比例', ''] : ['field', 'filled', 'share', ''], rows);
}

function columnsOf({ meanings, samples }: ColumnsShown, lang: Lang): string {
  const zh = lang === 'zh';
  const rows = Object.entries(meanings).map(([name, field]) =>
    row([name, fieldWords(field, lang), ...samples.map((sample) => sample[name] ?? '')]),
  );
  const head = zh ? ['列名', '理解为'] : ['column', 'taken for'];
  const hint = zh
    ? '理解有误时：liantu push … --map 列名=字段，说一次即为本馆记住。'
    : 'To correct one: liantu push … --map NAME=FIELD; told once, it is remembered for your library.';
  return `${table([...head, ...samples.map((_, at) => `${zh ? '例' : 'row'} ${at + 1}`)], rows)}<p><small>${hint}</small></p>`;
}
