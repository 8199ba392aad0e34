import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** Of the options that a server gives to a browser, what an authenticator looks at. */
export interface PublicKeyOptions {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly rpId: string;
  readonly user: { readonly id: string; readonly name: string };
  readonly userVerification: string;
  readonly excludeCredentials: readonly { readonly id: string }[];
  readonly authenticatorSelection: { readonly residentKey: string; readonly userVerification: string };
}

/** What a test makes it do wrong. */
export interface Misdeed {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly userVerified?: boolean;
  readonly userHandle?: string;
  readonly type?: string;
  readonly key?: KeyObject;
  readonly counter?: number;
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED_DATA = 0x40;

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** An authenticator and its browser (WebAuthn L3 §6): one P-256 key, no attestation. */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(32);
  private readonly pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private userHandle = '';
  private signatures = 0;

  constructor(private readonly origin = 'http://localhost:3000') {}

  /** navigator.credentials.create */
  create(options: PublicKeyOptions, misdeed: Misdeed = {}): object {
    this.userHandle = options.user.id;
    const authData = Buffer.concat([
      this.authenticatorData(options.rp.id, ATTESTED_DATA, misdeed),
      Buffer.alloc(16),
      uint16(this.credentialId.length),
      this.credentialId,
      this.coseKey(),
    ]);
    // CBOR (RFC 8949) of { fmt: "none", attStmt: {}, authData }
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3]),
      ...[cborText('fmt'), cborText('none'), cborText('attStmt'), Buffer.from([0xa0])],
      ...[cborText('authData'), Buffer.from([0x59]), uint16(authData.length), authData],
    ]);
    return this.credential({
      clientDataJSON: base64url(this.clientData('webauthn.create', options.challenge, misdeed)),
      attestationObject: base64url(attestationObject),
      transports: ['internal'],
    });
  }

  /** navigator.credentials.get */
  get(options: PublicKeyOptions, misdeed: Misdeed = {}): object {
    const authData = this.authenticatorData(options.rpId, 0, misdeed);
    const clientData = this.clientData('webauthn.get', options.challenge, misdeed);
    const signature = sign(
      'sha256',
      Buffer.concat([authData, sha256(clientData)]),
      misdeed.key ?? this.pair.privateKey,
    );
    return this.credential({
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authData),
      signature: base64url(signature),
      userHandle: misdeed.userHandle ?? this.userHandle,
    });
  }

  private credential(response: object): object {
    const id = base64url(this.credentialId);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  private clientData(type: string, challenge: string, misdeed: Misdeed): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: misdeed.type ?? type,
        challenge: misdeed.challenge ?? challenge,
        origin: misdeed.origin ?? this.origin,
        crossOrigin: false,
      }),
    );
  }

  private authenticatorData(rpId: string, extra: number, misdeed: Misdeed): Buffer {
    this.signatures = misdeed.counter ?? this.signatures + 1;
    const verified = misdeed.userVerified === false ? 0 : USER_VERIFIED;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.signatures);
    return Buffer.concat([
      sha256(misdeed.rpId ?? rpId),
      Buffer.from([USER_PRESENT | verified | extra]),
      counter,
    ]);
  }

  /** COSE_Key of an ES256 key (RFC 9053 §7.1.1): kty EC2, alg -7, crv P-256, x, y. */
  private coseKey(): Buffer {
    const { x = '', y = '' } = this.pair.publicKey.export({ format: 'jwk' });
    return Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]),
      ...[Buffer.from([0x21, 0x58, 0x20]), Buffer.from(x, 'base64url')],
      ...[Buffer.from([0x22, 0x58, 0x20]), Buffer.from(y, 'base64url')],
    ]);
  }
}

const uint16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
};
/** Up to 23 characters. */
const cborText = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);
