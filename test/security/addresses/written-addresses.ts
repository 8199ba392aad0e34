import { HOSTS } from '../written-hosts.js';

const SCHEMES = [
  'file',
  'gopher',
  'dict',
  'ftp',
  'ldap',
  'ldaps',
  'smtp',
  'redis',
  'postgres',
  'ws',
  'wss',
  'jar',
];
/** Longer than a name may be (RFC 1035 §2.3.4), and a label longer than a label. */
const LONG = ['a'.repeat(64), `${'a.'.repeat(130)}a`];

/** Whole addresses which try to pass for an allowed one, or which two readers take for two different places. */
const TRICKS = (port: string, good: string): string[] => [
  ...SCHEMES.map((scheme) => `${scheme}://127.0.0.1:${port}/`),
  ...[
    'file:///etc/passwd',
    'unix:/run/docker.sock',
    'unix:///run/docker.sock',
    'data:text/plain,x',
    'javascript:1',
  ],
  ...[
    'http+unix://%2Frun%2Fdocker.sock/info',
    `view-source:http://127.0.0.1:${port}/`,
    `blob:http://127.0.0.1:${port}/x`,
  ],
  // Credentials, and hosts in their place.
  ...[
    `http://${good}@127.0.0.1:${port}/`,
    `https://${good}@127.0.0.1:${port}/`,
    `http://${good}%40127.0.0.1:${port}/`,
  ],
  ...[
    `http://agent:secret@127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}#@${good}/`,
    `http://127.0.0.1:${port}?@${good}/`,
  ],
  ...[
    `http://127.0.0.1:${port}\\@${good}/`,
    `http://127.0.0.1:${port}/@${good}/`,
    `http://127.0.0.1:${port}%23@${good}/`,
  ],
  ...[
    `http://${good}:x@127.0.0.1:${port}/`,
    `http://${good}\\@127.0.0.1:${port}/`,
    `http://@127.0.0.1:${port}/`,
  ],
  // Left out, doubled, or of another kind than the reader expects.
  ...[
    `//127.0.0.1:${port}/`,
    `http:127.0.0.1:${port}`,
    `http:/127.0.0.1:${port}/`,
    `http:///127.0.0.1:${port}/`,
  ],
  ...[
    `http:\\\\127.0.0.1:${port}\\`,
    `http:/\\127.0.0.1:${port}/`,
    `\\\\127.0.0.1\\c$`,
    `http://127.0.0.1:${port}:80/`,
  ],
  ...[
    ` http://127.0.0.1:${port}/ `,
    `ht\ttp://127.0.0.1:${port}/`,
    `http://127.0.\n0.1:${port}/`,
    `\u0000http://127.0.0.1:${port}/`,
  ],
  ...[
    `HTTP://127.0.0.1:${port}/`,
    `http://127.0.0.1:0${port}/`,
    `http://127.0.0.1:+${port}/`,
    `http://127.0.0.1.:${port}/`,
  ],
  // Percent-encoded, and line ends which would begin a request or a header of their own.
  ...[`http://%31%32%37.0.0.1:${port}/`, `http://127%2e0%2e0%2e1:${port}/`, `http://127.0.0.1%3a${port}/`],
  ...[
    `http://127.0.0.1%00.exemple.fr:${port}/`,
    `http://127.0.0.1%0d%0a:${port}/`,
    `http://%6c%6f%63alhost:${port}/`,
  ],
  ...[`http://127.0.0.1:${port}/\r\nX-Vault-Token: a`, `http://127.0.0.1:${port}/%0d%0aSET%20a%20b%0d%0a`],
  ...[
    `http://127.0.0.1:${port}\r\nHost: ${good}\r\n\r\n`,
    `http://127.0.0.1:${port}/?x=\r\n\r\nGET /b HTTP/1.1`,
  ],
  // With a zone, with a name around them, too long.
  ...[
    `http://[fe80::1%25lo]:${port}/`,
    `http://[::1%25lo]:${port}/`,
    `http://[::1%lo]:${port}/`,
    `http://[fe80::1%25eth0]:${port}/`,
  ],
  ...[
    `http://${good.replace(/:\d+$/, '')}.127.0.0.1.nip.io:${port}/`,
    `http://127.0.0.1.${LONG[0] ?? ''}.localhost:${port}/`,
  ],
  ...LONG.map((name) => `http://${name}.localhost:${port}/`),
  `http://127.0.0.1:${port}/${'a'.repeat(1_500)}`,
];

/**
 * Each form of an address that somebody has used to reach what is not meant for them: all of them lead to this machine,
 * to a private network, to where clouds hand out credentials, or nowhere.
 * @param port at which somebody counts who comes
 * @param good `host:port` of the partner who would be allowed
 */
export const addressesOf = (port: number, good: string): string[] => [
  ...HOSTS.map((host) => `http://${host}:${String(port)}/`),
  ...['127.0.0.1', 'localhost', '[::1]', '0x7f.1', '[::ffff:7f00:1]'].map(
    (host) => `https://${host}:${String(port)}/`,
  ),
  ...TRICKS(String(port), good),
];
