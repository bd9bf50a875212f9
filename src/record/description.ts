/**
 * The one bibliographic model: what any profile makes of any source record. Absent means the source does not say.
 * Field map: notes/records §5; holdings: §6.
 */
export interface Description {
  /** 001, 记录号 or what stands for it (DESIGN §5); unique within the library's delivery. */
  readonly localId: string;
  /** 005 or any sortable text; a later one wins in a DELTA. */
  readonly version?: string;
  /** Title proper as displayed, without 《》 and without part number or part title where these could be told apart. */
  readonly title: string;
  readonly subtitle?: string;
  /** 分册号 as printed: `第二册`, `上`, `3`. */
  readonly partNumber?: string;
  /** 分册名. */
  readonly partTitle?: string;
  readonly parallelTitles?: readonly string[];
  /** Cover, spine, original and other titles (5xx, 246, 740). */
  readonly variantTitles?: readonly string[];
  readonly uniformTitle?: string;
  /** Pinyin as catalogued ($9 or $A), for search only. */
  readonly titlePinyin?: string;
  readonly contributors?: readonly Contributor[];
  /** 责任说明 as printed. */
  readonly responsibility?: string;
  readonly publisher?: string;
  readonly place?: string;
  readonly year?: number;
  /** Edition statement as printed: `2版`, `第2版`, `修订版`, `注音版`. */
  readonly edition?: string;
  /** Valid ISBNs as bare 13 digits, without repetition, in source order. */
  readonly isbns?: readonly string[];
  /** What stood in an ISBN place and is none: wrong check digit, placeholder. */
  readonly invalidIsbns?: readonly string[];
  readonly issn?: string;
  readonly unifiedBookNumber?: string;
  /** Number of a standard, patent or report. */
  readonly documentNumber?: string;
  readonly extent?: string;
  readonly series?: readonly Series[];
  /** First 中图法 class number. */
  readonly classNumber?: string;
  readonly otherClassNumbers?: readonly string[];
  readonly subjects?: readonly string[];
  readonly summary?: string;
  readonly audience?: string;
  /** MARC language code, `chi`, `eng`. */
  readonly language?: string;
  readonly originalLanguage?: string;
  /** Price as printed: `CNY16.80`. */
  readonly price?: string;
  readonly carrier?: Carrier;
  /** Who made the record (801$b, 040$a). */
  readonly cataloguer?: string;
  /** Host or set this record is part of (461, 773 …): title and ISBN where told. */
  readonly hostTitle?: string;
  readonly holdings: readonly HoldingStatement[];
}

export interface Contributor {
  readonly name: string;
  /** 著, 译, 主编 … as printed, or the Chinese word for a relator code. */
  readonly role?: string;
  /** 美, 英 … without brackets. */
  readonly nationality?: string;
  /** 清, 明 … without brackets. */
  readonly dynasty?: string;
  /** True for 编委会, publishers and other bodies. */
  readonly corporate?: boolean;
}

export interface Series {
  readonly title: string;
  readonly number?: string;
}

export const CARRIERS = [
  'PRINT',
  'EBOOK',
  'AUDIO',
  'VIDEO',
  'SERIAL',
  'ARTICLE',
  'REPORT',
  'STANDARD',
  'PATENT',
  'MAP',
  'SCORE',
  'OTHER',
] as const;
export type Carrier = (typeof CARRIERS)[number];

export const AVAILABILITIES = [
  'AVAILABLE',
  'ON_LOAN',
  'REFERENCE_ONLY',
  'ON_HOLD',
  'IN_PROCESS',
  'IN_TRANSIT',
  'IN_REPAIR',
  'LOST',
  'WITHDRAWN',
  'UNKNOWN',
] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/**
 * One line of holdings. With a barcode it is one item; without, it is `copies` items that cannot be told apart.
 * `availability` is absent where the source tells no status: such items are UNKNOWN (未报状态).
 */
export interface HoldingStatement {
  readonly callNumber?: string;
  readonly location?: string;
  readonly barcode?: string;
  /** Volume this copy is, in a set record with copies of several volumes. */
  readonly volume?: string;
  readonly copies: number;
  readonly availability?: Availability;
  readonly dueDate?: string;
  /** 馆藏年卷期 of a serial. */
  readonly coverage?: string;
}
