const P = 'http://schemas.openxmlformats.org/presentationml/2006/main';
const A = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const NAMES = `xmlns:a="${A}" xmlns:r="${R}" xmlns:p="${P}"`;

/** A group of shapes, which every slide, layout and master has (ECMA-376 part 1 §19.3.1.45). */
const tree = (shapes = ''): string =>
  '<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>' +
  `<p:grpSpPr/>${shapes}</p:spTree></p:cSld>`;

const placeholder = (id: number, type: string, name: string, [x, y, w, h]: readonly number[]): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="${String(id)}" name="${name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>` +
  `<p:nvPr><p:ph type="${type}"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="${String(x)}" y="${String(y)}"/>` +
  `<a:ext cx="${String(w)}" cy="${String(h)}"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>`;

const TITLE = placeholder(2, 'title', 'Titre', [838_200, 365_125, 10_515_600, 1_325_563]);
const BODY = placeholder(3, 'body', 'Texte', [838_200, 1_825_625, 10_515_600, 4_351_338]);

const COLOURS = [
  ['dk1', '000000'],
  ['lt1', 'FFFFFF'],
  ['dk2', '1E1E1E'],
  ['lt2', 'EEEEEE'],
  ['accent1', '000091'],
  ['accent2', 'E1000F'],
  ['accent3', '417DC4'],
  ['accent4', '00A95F'],
  ['accent5', 'C8AA39'],
  ['accent6', '6E445A'],
  ['hlink', '000091'],
  ['folHlink', '6E445A'],
] as const;
const MAP =
  '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3"' +
  ' accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>';

const FONT = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>';
const FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
const LINE = `<a:ln w="6350">${FILL}</a:ln>`;
const NO_EFFECT = '<a:effectStyle><a:effectLst/></a:effectStyle>';
const three = (text: string): string => text.repeat(3);

const theme =
  `<a:theme xmlns:a="${A}" name="Simple"><a:themeElements><a:clrScheme name="Simple">` +
  COLOURS.map(([name, rgb]) => `<a:${name}><a:srgbClr val="${rgb}"/></a:${name}>`).join('') +
  `</a:clrScheme><a:fontScheme name="Simple"><a:majorFont>${FONT}</a:majorFont><a:minorFont>${FONT}</a:minorFont></a:fontScheme>` +
  `<a:fmtScheme name="Simple"><a:fillStyleLst>${three(FILL)}</a:fillStyleLst><a:lnStyleLst>${three(LINE)}</a:lnStyleLst>` +
  `<a:effectStyleLst>${three(NO_EFFECT)}</a:effectStyleLst><a:bgFillStyleLst>${three(FILL)}</a:bgFillStyleLst></a:fmtScheme>` +
  '</a:themeElements></a:theme>';

type Relationships = (...targets: readonly (readonly [string, string])[]) => string;

/** The smallest presentation that editors open: one slide, one layout, one master, one theme (ECMA-376 part 1 §13.3). */
export const emptyPresentation = {
  types: {
    'ppt/presentation.xml': 'presentationml.presentation.main',
    'ppt/slideMasters/slideMaster1.xml': 'presentationml.slideMaster',
    'ppt/slideLayouts/slideLayout1.xml': 'presentationml.slideLayout',
    'ppt/slides/slide1.xml': 'presentationml.slide',
    'ppt/theme/theme1.xml': 'theme',
  },
  parts: (relationships: Relationships): Readonly<Record<string, string>> => ({
    'ppt/presentation.xml':
      `<p:presentation ${NAMES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>` +
      '<p:sldIdLst><p:sldId id="256" r:id="rId2"/></p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/>' +
      '<p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
    'ppt/_rels/presentation.xml.rels': relationships(
      ['slideMaster', 'slideMasters/slideMaster1.xml'],
      ['slide', 'slides/slide1.xml'],
      ['theme', 'theme/theme1.xml'],
    ),
    'ppt/slideMasters/slideMaster1.xml':
      `<p:sldMaster ${NAMES}>${tree(TITLE + BODY)}${MAP}<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>` +
      '<p:txStyles><p:titleStyle/><p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>',
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relationships(
      ['slideLayout', '../slideLayouts/slideLayout1.xml'],
      ['theme', '../theme/theme1.xml'],
    ),
    'ppt/slideLayouts/slideLayout1.xml': `<p:sldLayout ${NAMES} type="tx">${tree(TITLE + BODY)}</p:sldLayout>`,
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relationships([
      'slideMaster',
      '../slideMasters/slideMaster1.xml',
    ]),
    'ppt/slides/slide1.xml': `<p:sld ${NAMES}>${tree(TITLE + BODY)}</p:sld>`,
    'ppt/slides/_rels/slide1.xml.rels': relationships(['slideLayout', '../slideLayouts/slideLayout1.xml']),
    'ppt/theme/theme1.xml': theme,
  }),
} as const;
