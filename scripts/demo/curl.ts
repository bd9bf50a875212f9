/**
 * The command line that sends a query, for people to copy: for `sh`, or on Windows for PowerShell.
 *
 * PowerShell's `curl` is another command, so its line names `curl.exe`. The versions of PowerShell do not agree on how a
 * quote inside an argument is passed on, and the old one pipes ASCII only: the body goes through a pipe, with everything
 * beyond ASCII escaped as JSON.
 */
export function curl(url: string, key: string, query: string, platform: NodeJS.Platform): string {
  const body = JSON.stringify({ query: query.replace(/\s+/g, ' ') });
  const headers = `-H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json'`;
  if (platform === 'win32')
    return `'${asciiJson(body).replaceAll("'", "''")}' | curl.exe -s ${url}/graphql ${headers} --data-binary '@-'`;
  return `curl -s ${url}/graphql ${headers} -d '${body.replaceAll("'", "'\\''")}'`;
}

/** The same JSON in ASCII. */
function asciiJson(json: string): string {
  return json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
