import type { Profile } from '../profile.ts';
import { alma } from './alma.ts';
import { auto } from './auto.ts';
import { calis } from './calis.ts';
import { cloud905 } from './cloud-905.ts';
import { cmarcTw } from './cmarc-tw.ts';
import { dp2 } from './dp2.ts';
import { excelItem } from './excel-item.ts';
import { excelTitle } from './excel-title.ts';
import { ilas } from './ilas.ts';
import { institute } from './institute.ts';
import { kohaMarc21 } from './koha-marc21.ts';
import { kohaUnimarc } from './koha-unimarc.ts';
import { marc21 } from './marc21.ts';
import { nlc } from './nlc.ts';
import { rusmarc } from './rusmarc.ts';
import { sbn } from './sbn.ts';
import { school905 } from './school-905.ts';
import { unimarc } from './unimarc.ts';

/** Every house style by the name people write behind `--profile`: one line each. */
export const PROFILES: Readonly<Record<string, Profile>> = {
  auto,
  nlc,
  calis,
  dp2,
  'school-905': school905,
  'cloud-905': cloud905,
  ilas,
  unimarc,
  marc21,
  'cmarc-tw': cmarcTw,
  rusmarc,
  'koha-unimarc': kohaUnimarc,
  'koha-marc21': kohaMarc21,
  alma,
  sbn,
  institute,
  'excel-title': excelTitle,
  'excel-item': excelItem,
};
