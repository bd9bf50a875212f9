import ipaddr from 'ipaddr.js';

/**
 * Addresses that hand out a cloud machine's credentials: never contacted, whatever an operator allows. The link-local
 * ones fall under their range; these stand in ranges that are ordinary otherwise.
 */
const METADATA: ReadonlySet<string> = new Set([
  '100.100.100.200', // Aliyun
  '192.0.0.192', // Oracle
  '168.63.129.16', // Azure
  'fd00:ec2::254', // AWS
  'fd20:ce::254', // Google
]);

const PRIVATE_RANGES: ReadonlySet<string> = new Set(['private', 'loopback', 'uniqueLocal', 'carrierGradeNat']);

/**
 * Whether an IP address may be contacted: public unicast always, private and loopback only where allowed, all others
 * (link-local, multicast, reserved, tunnels, metadata) never. An IPv4 address written as IPv6 counts as itself.
 */
export function addressAllowed(address: string, allowPrivate: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (METADATA.has(parsed.toString())) return false;
  const range = parsed.range();
  return range === 'unicast' || (allowPrivate && PRIVATE_RANGES.has(range));
}
