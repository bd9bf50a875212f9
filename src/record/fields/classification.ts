const CLC = /^\s*[[{(]?[A-KN-VXZ][A-Z]?(?:[-\d][\d.]*(?:[-=+:"()\d.A-Z]*)?)?[\]})]?\s*$/u;

/** Nearly every class number: one, without a book number. */
const ONE_NUMBER = /^[!-.0-:<-~]+$/;
const DASH = /[－—-]/;

/** 中图法 class numbers of one subfield: `R473.59；R598.209` are two; the book number behind `/` is none of it. */
export function readClassNumbers(text: string): readonly string[] {
  if (ONE_NUMBER.test(text)) return [text];
  return text
    .normalize('NFKC')
    .split(/[;；]/u)
    .flatMap((piece) => {
      const number = (piece.split('/')[0] ?? '').replace(/\s+/gu, '');
      return number === '' ? [] : [number];
    });
}

/** Whether a text has the form of a 中图法 number: a letter of its 22 classes and digits. */
export function isClcNumber(text: string): boolean {
  return CLC.test(text);
}

/** Subjects of one subfield: vendors put several into one, `尘肺－护理；尘肺－康复`. */
export function readSubjects(text: string): readonly string[] {
  const subjects = text.includes(';') || text.includes('；') ? text.split(/[;；]/u) : [text];
  return subjects
    .map((subject) => (DASH.test(subject) ? subject.replace(/\s*(?:－|--|—)\s*/gu, ' -- ') : subject).trim())
    .filter((subject) => subject !== '');
}
