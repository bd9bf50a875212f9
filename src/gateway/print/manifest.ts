import type { Tote } from '../../loan/courier/tote.ts';
import { type Html, html } from './html.ts';
import { qr } from './qr.ts';

export interface Stop {
  readonly code: string;
  readonly name: string;
}

export interface Run {
  readonly route: string;
  readonly day: string;
  /** In the order in which the van calls. */
  readonly stops: readonly Stop[];
  readonly totes: readonly Tote[];
}

/** The list a courier signs at one stop: boxes to take up, and boxes to set down. */
export function manifest({ route, day, stops, totes }: Run, stop: Stop): Html {
  const up = totes.filter(({ from, place, state }) => (place ?? from) === stop.code && state !== 'OPEN');
  const taken = totes.filter(({ from, state }) => from === stop.code && (state === 'ON_ROUTE' || state === 'ARRIVED'));
  const down = totes.filter(({ to, state }) => to === stop.code && state !== 'OPEN');
  const leaving = [...new Set([...up.filter(({ to }) => to !== stop.code), ...taken])];
  const at = stops.findIndex(({ code }) => code === stop.code) + 1;
  return html`<section class="sheet">
<header><h1>物流交接单</h1><p>${route}　${day}　第 ${at} 站，共 ${stops.length} 站</p></header>
<h2>${stop.name}</h2>
${boxes('上车', leaving, stops)}
${boxes('下车', down, stops)}
<footer><p>馆员签名＿＿＿＿＿＿＿＿</p><p>司机签名＿＿＿＿＿＿＿＿</p><p>时间＿＿＿＿＿＿</p></footer>
</section>`;
}

function boxes(title: string, totes: readonly Tote[], stops: readonly Stop[]): Html {
  const copies = totes.reduce((sum, tote) => sum + tote.copies.length, 0);
  if (totes.length === 0) return html`<h3>${title}：无</h3>`;
  return html`<h3>${title}：${totes.length} 箱 ${copies} 册</h3>
<table><thead><tr><th>箱号</th><th>自</th><th>送</th><th>册数</th><th>交接</th></tr></thead><tbody>${totes.map(
    (tote) =>
      html`<tr><td><strong>${tote.label}</strong></td><td>${nameOf(stops, tote.from)}</td><td>${nameOf(stops, tote.to)}</td><td>${tote.copies.length}</td><td class="tick"></td></tr>`,
  )}</tbody></table>`;
}

/** The sheet that lies in a box: where it goes, and each copy in it with its title. */
export function toteSheet(tote: Tote, stops: readonly Stop[], titles: ReadonlyMap<string, string>): Html {
  return html`<section class="sheet">
<header><h1>周转箱 ${tote.label}</h1>${qr(tote.label)}</header>
<p class="to"><span>送</span><strong>${nameOf(stops, tote.to)}</strong></p>
<p class="from"><span>自</span><strong>${nameOf(stops, tote.from)}</strong></p>
<p>${tote.route}　${tote.day}　共 ${tote.copies.length} 册</p>
<table><thead><tr><th>条码</th><th>题名</th><th>去向</th><th>见到</th></tr></thead><tbody>${tote.copies.map(
    ({ barcode, loan, way, state }) =>
      html`<tr><td>${barcode}</td><td>${titles.get(loan) ?? ''}</td><td>${way === 'HOME' ? '归还' : '借出'}</td><td class="tick">${state === 'SHORT' ? '缺' : state === 'ARRIVED' ? '✓' : ''}</td></tr>`,
  )}</tbody></table>
</section>`;
}

const nameOf = (stops: readonly Stop[], code: string) => stops.find((stop) => stop.code === code)?.name ?? code;
