import { say } from '../../src/base/messages.ts';
import type { ColumnField } from '../../src/record/columns.ts';
import type { QualityReport } from '../../src/record/quality.ts';
import type { Lang } from './command.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
const row = (cells: readonly string[], tag = 'td'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;

/** The quality report as one page that needs nothing else and prints well. */
export function htmlReport(
  file: string,
  report: QualityReport,
  columns: Readonly<Record<string, ColumnField | null>> | null,
  lang: Lang,
): string {
  const zh = lang === 'zh';
  const title = `${zh ? '数据质量报告' : 'Data quality report'} · ${file}`;
  const findings = report.findings.map(({ code, severity, count, places, examples }) =>
    row([
      severity,
      code,
      String(count),
      say(code, lang, { got: examples[0] ?? '' }),
      places.join(', '),
      examples.join(' | '),
    ]),
  );
  const complete = report.completeness.map(({ field, filled, share }) =>
    row([field, String(filled), `${Math.round(share * 100)} %`]),
  );
  const map =
    columns === null
      ? ''
      : `<h2>${zh ? '列的理解' : 'Columns'}</h2><table>${Object.entries(columns)
          .map(([name, field]) => row([name, field ?? '—']))
          .join('')}</table>`;
  return `<!doctype html><html lang="${zh ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;margin:2em;max-width:70em}table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}</style></head><body>
<h1>${escaped(title)}</h1>
<p>${zh ? '记录' : 'Records'} ${report.records} · ${zh ? '读懂' : 'described'} ${report.described} · ${zh ? '隔离' : 'quarantined'} ${report.quarantined} · ${zh ? '册' : 'copies'} ${report.copies} · ${zh ? '质量分' : 'quality'} <strong>${report.score}</strong></p>
<h2>${zh ? '发现' : 'Findings'}</h2><table>${row(zh ? ['程度', '代码', '次数', '说明与办法', '位置', '例'] : ['severity', 'code', 'count', 'what and how to mend', 'places', 'examples'], 'th')}${findings.join('')}</table>
<h2>${zh ? '完整性' : 'Completeness'}</h2><table>${row(zh ? ['字段', '填写', '比例'] : ['field', 'filled', 'share'], 'th')}${complete.join('')}</table>${map}
</body></html>
`;
}
