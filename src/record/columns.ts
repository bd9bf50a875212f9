import { fold } from '../base/fold.ts';

/** What a column of a sheet can mean. */
export const COLUMN_FIELDS = [
  'title',
  'part',
  'subtitle',
  'parallelTitle',
  'series',
  'edition',
  'responsibility',
  'translator',
  'publisher',
  'place',
  'date',
  'isbn',
  'issn',
  'unifiedBookNumber',
  'price',
  'extent',
  'size',
  'binding',
  'recordId',
  'serial',
  'classNumber',
  'callNumber',
  'bookNumber',
  'barcode',
  'accession',
  'location',
  'library',
  'copies',
  'availableCopies',
  'status',
  'dueDate',
  'subject',
  'summary',
  'audience',
  'acquired',
  'funds',
  'language',
  'documentNumber',
  'documentType',
  'coverage',
  'ignored',
] as const;
export type ColumnField = (typeof COLUMN_FIELDS)[number];

/** What a librarian told of columns, by their names in the sheet; it speaks over the synonyms below. */
export type ColumnMeanings = Readonly<Record<string, ColumnField>>;

/** Column names found in school and library sheets (notes/china §1.4, notes/records §6), and their English forms. */
const SYNONYMS: Readonly<Record<ColumnField, string>> = {
  title:
    '题名|正题名|书名|书籍名称|图书名称|名称|题名与责任者|图书名|书籍名|文献题名|文献名称|报告名称|标准名称|论文题名|篇名|刊名|期刊名称|title|booktitle|bookname|name',
  part: '分辑号|分辑名|卷册|册次|卷期|分册|分册号|分册名|卷次|volume|part',
  subtitle: '副题名|其他题名|其它题名|副标题|subtitle',
  parallelTitle: '并列题名|外文题名|原题名|原著名|paralleltitle|originaltitle',
  series: '丛书名|丛编|丛书项|丛书|系列|series',
  edition: '版次|版本|edition',
  responsibility:
    '责任者|著者|作者|第一责任者|编著者|主要责任者|著作责任者|作者译者|主编|编者|author|authors|creator|responsibility',
  translator: '译者|翻译|translator',
  publisher: '出版社|出版者|出版单位|出版社名称|出版机构|publisher|press',
  place: '出版地|place|publicationplace',
  date: '出版日期|出版年|出版时间|出版年月|出版年份|年份|date|year|publicationyear|publishdate|pubdate',
  isbn: 'isbn|isbn号|标准书号|书号|标准编码|isbn13|isbn10|isbnissn',
  issn: 'issn|issn号|刊号',
  unifiedBookNumber: '统一书号|统一书刊号',
  price: '价格|定价|单价|册价格|码洋|价钱|price',
  extent: '页数|页码|页|pages|pagecount|extent',
  size: '尺寸|开本|size',
  binding: '装帧|装订类型|装订|binding',
  recordId: '记录号|控制号|系统号|书目号|书目记录号|图书id|bookid|recordid|controlnumber',
  serial: '序号|编号|id|no|number',
  classNumber: '分类号|中图分类号|类号|中图法分类号|分类|class|clc|classification|classnumber',
  callNumber: '索书号|索取号|排架号|索书编号|callnumber|callno',
  bookNumber: '种次号|书次号|著者号|booknumber',
  barcode: '条码号|条形码|册条码号|图书条码|条码|馆藏条码|图书条码号|文献条码|barcode|barcodes',
  accession: '登录号|财产号|个别登记号|流水号|图书编号|总登录号|登记号|accession|accessionnumber',
  location: '馆藏地|馆藏地点|书籍位置|库室|架位|存放位置|馆藏位置|藏书地点|位置|书架|location|shelf',
  library: '馆名|馆代码|分馆|所属馆|library|branch',
  copies: '复本数|副本量|馆藏本数|册数|数量|馆藏册数|总册数|复本|本数|总数|副本数|藏量|copies|totalcopies|quantity',
  availableCopies: '可借数|可借册数|在馆数|在馆册数|availablecopies',
  status: '状态|馆藏状态|流通状态|借阅状态|图书状态|status|availability',
  dueDate: '应还日期|还书日期|到期日|duedate',
  subject: '主题|主题词|关键词|学科主题|subject|subjects|keywords',
  summary: '内容简介|摘要|简介|内容提要|summary|abstract|description',
  audience: '读者对象|适用年级|适用对象|学段|学段年级|年级|audience|grade',
  acquired: '入藏日期|购买时间|批次号|入馆日期|采购日期|购入日期|acquired',
  funds: '经费来源|资金来源|funds',
  language: '语种|语言|文种|language',
  documentNumber: '标准号|报告号|专利号|报告编号|文献号|documentnumber|standardnumber|patentnumber|reportnumber',
  documentType: '文献类型|资料类型|载体|类型|文献种类|documenttype|type|carrier',
  coverage: '馆藏年卷期|馆藏期数|馆藏卷期|coverage',
  ignored: '评分|评价人数|借阅次数|类别|备注|rating|remark|remarks|note|notes',
};

const BY_NAME: ReadonlyMap<string, ColumnField> = new Map(
  COLUMN_FIELDS.flatMap((field) => SYNONYMS[field].split('|').map((name) => [name, field] as const)),
);

/** What a column name means, whatever its case, blanks, brackets and stars; null where nobody used that name before. */
export function fieldOfColumn(name: string): ColumnField | null {
  const folded = fold(name);
  // `定价（元）`, `出版日期(年月)`: what stands in brackets explains the name.
  for (const text of [folded, folded.replace(/\([^()]*\)|\[[^[\]]*\]|【[^】]*】/gu, '')]) {
    const bare = text.replace(/[\s*_\-:/、，,.。()[\]【】“”"'’＊]/gu, '');
    const field = BY_NAME.get(bare) ?? BY_NAME.get(bare.replace(/^(?:图书|书籍|文献|馆藏)/u, ''));
    if (field !== undefined) return field;
  }
  return null;
}

/** What a column means: what was told of it, else what its name says. A name that had to be told apart is known bare too. */
export function meaningOf(column: string, told: ColumnMeanings = {}): ColumnField | null {
  const bare = column.replace(/ \([A-Z]+\)$/, '');
  for (const name of [column, bare]) if (Object.hasOwn(told, name)) return told[name] ?? null;
  return fieldOfColumn(bare);
}

/** What a Chinese librarian calls a field: the first of its names. */
export function nameOfField(field: ColumnField): string {
  return field === 'ignored' ? '不用' : (SYNONYMS[field].split('|')[0] ?? field);
}

/** Whether a text names a field of the column map, as people type it behind `--map 列名=`. */
export function isColumnField(text: string): text is ColumnField {
  return (COLUMN_FIELDS as readonly string[]).includes(text);
}
