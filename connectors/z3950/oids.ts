/** Object identifiers of ANSI/NISO Z39.50-1995 (ISO 23950), appendices OID and REC. */
export const BIB_1 = '1.2.840.10003.3.1';
export const UNIMARC = '1.2.840.10003.5.1';
export const USMARC = '1.2.840.10003.5.10';
export const SUTRS = '1.2.840.10003.5.101';
export const OPAC = '1.2.840.10003.5.102';
export const XML = '1.2.840.10003.5.109.10';

export const CHARSET_NEGOTIATION_3 = '1.2.840.10003.15.3';
/** Encoding level of ISO 10646. */
export const UTF_8 = '1.0.10646.1.0.8';

/** What the settings call a record syntax. CNMARC is asked for as UNIMARC: no server knows an OID of its own for it. */
export const RECORD_SYNTAXES = { unimarc: UNIMARC, usmarc: USMARC, opac: OPAC, xml: XML } as const satisfies Record<
  string,
  string
>;
