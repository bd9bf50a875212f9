/** A piece of HTML that may stand in a page as it is. */
export interface Html {
  readonly html: string;
}

type Value = string | number | null | Html | readonly Html[];

/** HTML with every text in it escaped; pieces made by the same tag stand as they are. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: parts.reduce((text, part, at) => text + part + written(values[at]), '') };
}

function written(value: Value | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'object') return 'html' in value ? value.html : value.map((piece) => piece.html).join('');
  return String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
