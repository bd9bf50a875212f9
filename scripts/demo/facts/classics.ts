/** Facts in the columns of books.ts: sets whose volumes share one ISBN, a trilogy, and titles that many libraries hold. */
export const CLASSICS = `
9787536692930|三体|||刘慈欣著|重庆出版社|2008|302|23.00|I247.5|科学幻想小说-中国-当代
9787536693968|三体|Ⅱ|黑暗森林|刘慈欣著|重庆出版社|2008|470|32.00|I247.5|科学幻想小说-中国-当代
9787229030933|三体|Ⅲ|死神永生|刘慈欣著|重庆出版社|2010|513|38.00|I247.5|科学幻想小说-中国-当代
9787020002207|红楼梦|上||(清)曹雪芹著 ; (清)无名氏续|人民文学出版社|2008|799|59.70|I242.4|章回小说-中国-清代
9787020002207|红楼梦|下||(清)曹雪芹著 ; (清)无名氏续|人民文学出版社|2008|807|59.70|I242.4|章回小说-中国-清代
9787020008735|西游记|上||(明)吴承恩著|人民文学出版社|2010|609|47.20|I242.4|章回小说-中国-明代
9787020008735|西游记|下||(明)吴承恩著|人民文学出版社|2010|605|47.20|I242.4|章回小说-中国-明代
9787020008728|三国演义|上||(明)罗贯中著|人民文学出版社|1998|495|39.50|I242.4|章回小说-中国-明代
9787020008728|三国演义|下||(明)罗贯中著|人民文学出版社|1998|495|39.50|I242.4|章回小说-中国-明代
9787020008742|水浒传|上||(明)施耐庵，(明)罗贯中著|人民文学出版社|1997|641|50.60|I242.4|章回小说-中国-明代
9787020008742|水浒传|下||(明)施耐庵，(明)罗贯中著|人民文学出版社|1997|650|50.60|I242.4|章回小说-中国-明代
9787530212004|平凡的世界|||路遥著|北京十月文艺出版社|2012|1260|79.80|I247.57|长篇小说-中国-当代
9787020024759|围城|||钱锺书著|人民文学出版社|1991|359|19.00|I246.5|长篇小说-中国-现代
9787506365437|活着|||余华著|作家出版社|2012|191|20.00|I247.57|长篇小说-中国-当代
9787544253994|百年孤独|||(哥)加西亚·马尔克斯著 ; 范晔译|南海出版公司|2011|360|39.50|I775.45|长篇小说-哥伦比亚-现代
9787208061644|追风筝的人|||(美)卡勒德·胡赛尼著 ; 李继宏译|上海人民出版社|2006|362|25.00|I712.45|长篇小说-美国-现代
9787544270878|解忧杂货店|||(日)东野圭吾著 ; 李盈春译|南海出版公司|2014|291|39.50|I313.45|长篇小说-日本-现代
9787108032911|目送|||龙应台著|三联书店|2009|288|39.00|I267|散文集-中国-当代
9787020033430|哈利·波特与魔法石|||(英)J.K.罗琳著 ; 苏农译|人民文学出版社|2000|191|19.50|I561.84|儿童文学-长篇小说-英国
9787020033447|哈利·波特与密室|||(英)J.K.罗琳著 ; 马爱新译|人民文学出版社|2000|201|22.00|I561.84|儿童文学-长篇小说-英国
9787020033454|哈利·波特与阿兹卡班囚徒|||(英)J.K.罗琳著 ; 郑须弥译|人民文学出版社|2000|262|26.50|I561.84|儿童文学-长篇小说-英国
9787535732309|时间简史|||(英)史蒂芬·霍金著 ; 许明贤，吴忠超译|湖南科学技术出版社|2010|236|45.00|P159|宇宙学-普及读物
`;

/** ISBN, title, responsibility, place, publisher, year, pages, Library of Congress class. */
export const ENGLISH_BOOKS = `
9780064400558|Charlotte's web|E. B. White|New York|HarperCollins|1980|184|PS3545.H5187
9780765377067|The three-body problem|Cixin Liu ; translated by Ken Liu|New York|Tor|2014|399|PL2947.C59
9780156012195|The little prince|Antoine de Saint-Exupéry ; translated by Richard Howard|San Diego|Harcourt|2000|83|PQ2637.A274
9780262033848|Introduction to algorithms|Thomas H. Cormen ... [et al.]|Cambridge, Mass.|MIT Press|2009|1292|QA76.6
9780131103627|The C programming language|Brian W. Kernighan, Dennis M. Ritchie|Englewood Cliffs, N.J.|Prentice Hall|1988|272|QA76.73.C15
9780201633610|Design patterns : elements of reusable object-oriented software|Erich Gamma ... [et al.]|Reading, Mass.|Addison-Wesley|1995|395|QA76.64
9780136042594|Artificial intelligence : a modern approach|Stuart J. Russell and Peter Norvig|Upper Saddle River|Prentice Hall|2010|1132|Q335
9780747532699|Harry Potter and the philosopher's stone|J.K. Rowling|London|Bloomsbury|1997|223|PZ7.R79835
9780451524935|1984|George Orwell|New York|Signet Classic|1950|328|PR6029.R8
9780451526342|Animal farm|George Orwell|New York|Signet Classic|1996|140|PR6029.R8
9780743273565|The great Gatsby|F. Scott Fitzgerald|New York|Scribner|2004|180|PS3511.I9
9780547928227|The hobbit, or, There and back again|J.R.R. Tolkien|Boston|Houghton Mifflin Harcourt|2012|300|PR6039.O32
9780141439518|Pride and prejudice|Jane Austen|London|Penguin|2003|435|PR4034.P7
9780553380163|A brief history of time|Stephen Hawking|New York|Bantam|1998|212|QB981
9780465026562|Gödel, Escher, Bach : an eternal golden braid|Douglas R. Hofstadter|New York|Basic Books|1999|777|QA9.8
9780345539434|Cosmos|Carl Sagan|New York|Ballantine|2013|396|QB44.2
9780374275631|Thinking, fast and slow|Daniel Kahneman|New York|Farrar, Straus and Giroux|2011|499|BF441
9780142410370|Matilda|Roald Dahl ; illustrated by Quentin Blake|New York|Puffin|2007|240|PZ7.D1515
9780142410318|Charlie and the chocolate factory|Roald Dahl ; illustrated by Quentin Blake|New York|Puffin|2007|155|PZ7.D1515
9780440414803|Holes|Louis Sachar|New York|Yearling|2000|233|PZ7.S1185
9780375869020|Wonder|R.J. Palacio|New York|Knopf|2012|315|PZ7.P17526
9780544336261|The giver|Lois Lowry|Boston|Houghton Mifflin Harcourt|2014|240|PZ7.L9673
`;

/** Number, title, year, pages of Chinese standards that concern schools and libraries. */
export const STANDARDS = `
GB/T 1.1-2020|标准化工作导则 第1部分：标准化文件的结构和起草规则|2020|44
GB/T 2260-2007|中华人民共和国行政区划代码|2007|95
GB/T 2901-2012|信息与文献 信息交换格式|2012|15
GB/T 3792-2021|信息与文献 资源描述|2021|158
GB/T 3976-2014|学校课桌椅功能尺寸及技术要求|2014|10
GB/T 6447-1986|文摘编写规则|1986|4
GB/T 7713.1-2006|学位论文编写规则|2006|20
GB/T 7714-2015|信息与文献 参考文献著录规则|2015|27
GB 7793-2010|中小学校教室采光和照明卫生标准|2010|6
GB/T 13745-2009|学科分类与代码|2009|90
GB/T 15834-2011|标点符号用法|2011|22
GB/T 15835-2011|出版物上数字用法|2011|8
GB/T 16159-2012|汉语拼音正词法基本规则|2012|22
GB 18030-2022|信息技术 中文编码字符集|2022|700
GB 21027-2020|学生用品的安全通用要求|2020|15
GB/T 28039-2011|中国人名汉语拼音字母拼写规则|2011|6
GB/T 28231-2011|书写板安全卫生要求|2011|8
GB 40070-2021|儿童青少年学习用品近视防控卫生要求|2021|12
GB 50099-2011|中小学校设计规范|2011|110
JGJ 38-2015|图书馆建筑设计规范|2015|60
`;
