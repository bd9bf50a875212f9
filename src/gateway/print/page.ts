import { type Html, html } from './html.ts';

/** A whole page ready to print; the style sheet says the paper of each part. */
export function page(title: string, body: Html | readonly Html[]): string {
  const shown = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/desk/print.css">
</head>
<body>
${body}
</body>
</html>
`;
  return shown.html;
}
