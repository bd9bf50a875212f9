/** Areas of Suzhou by six-digit code (GB/T 2260); the Industrial Park is 320571 in statistics and 320576 elsewhere. */
const AREAS: Readonly<Record<string, string>> = {
  '320500': '苏州市',
  '320505': '虎丘区',
  '320506': '吴中区',
  '320507': '相城区',
  '320508': '姑苏区',
  '320509': '吴江区',
  '320571': '苏州工业园区',
  '320576': '苏州工业园区',
  '320581': '常熟市',
  '320582': '张家港市',
  '320583': '昆山市',
  '320585': '太仓市',
};

/** The name of an area, null for one that is not in the table. */
export function areaName(code: string): string | null {
  return Object.hasOwn(AREAS, code) ? (AREAS[code] ?? null) : null;
}
