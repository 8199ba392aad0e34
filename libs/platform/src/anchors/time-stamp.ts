import { constants, createHash, type KeyObject, randomBytes, verify, X509Certificate } from 'node:crypto';
import { type CertificateSet, ContentInfo, SignedData, SignerInfo } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { ConfigError } from '../config/index.js';
import {
  MessageImprint,
  SignedAttributes,
  TimeStampReq,
  TimeStampResp,
  TstInfo,
} from './time-stamp-schema.js';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const DIGESTS: Readonly<Record<string, string>> = {
  [SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
/** Signature algorithms that name their own digest (RFC 4055, RFC 5758); others take that of the signer. */
const SIGNATURES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};
const RSA_PSS = '1.2.840.113549.1.1.10';
const ED25519 = '1.3.101.112';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.9.16.2.12': 'sha1',
  '1.2.840.113549.1.9.16.2.47': 'sha256',
};
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const NONCE_BYTES = 8;

export interface TimeStampQuery {
  /** DER, sent as application/timestamp-query. */
  readonly body: Buffer;
  readonly nonce: bigint;
}

/** Asks for a stamp on a SHA-256 digest, with the certificate that signs (RFC 3161 §2.4.1). */
export function timeStampQuery(digest: Buffer): TimeStampQuery {
  const query = new TimeStampReq();
  query.messageImprint = new MessageImprint();
  query.messageImprint.hashAlgorithm = new AlgorithmIdentifier({ algorithm: SHA256, parameters: null });
  query.messageImprint.hashedMessage = new OctetString(digest);
  query.nonce = BigInt(`0x${randomBytes(NONCE_BYTES).toString('hex')}`);
  query.certReq = true;
  return { body: Buffer.from(AsnConvert.serialize(query)), nonce: query.nonce };
}

/** The token of an answer (§2.4.2), not yet verified. @throws {Error} when there is none */
export function tokenOf(answer: Uint8Array): Buffer {
  const { status, timeStampToken } = AsnConvert.parse(answer, TimeStampResp);
  if (timeStampToken === undefined || status.status > 1)
    throw new Error(`the time-stamp authority refused (status ${String(status.status)})`);
  return Buffer.from(AsnConvert.serialize(timeStampToken));
}

interface Stamp {
  readonly at: Date;
  readonly nonce: bigint | null;
}

/** An authority, known by pinned certificates: its own, or those of who issued them. Asks no network. */
export class TimeStampAuthority {
  private readonly pinned: readonly X509Certificate[];

  /** @throws {ConfigError} when there is no certificate in it */
  constructor(pem: string, variable = 'AUDIT_TSA_CERT_FILE') {
    const texts = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    try {
      this.pinned = texts.map((text) => new X509Certificate(text));
    } catch {
      this.pinned = [];
    }
    if (this.pinned.length > 0) return;
    throw new ConfigError(
      variable,
      'ne contient aucun certificat ; donnez celui de l’autorité d’horodatage, en PEM',
      'holds no certificate; give that of the time-stamp authority, as PEM',
    );
  }

  /** When it stamped this digest; null: this token is not of this authority, or of something else. */
  readonly read = (token: Buffer, digest: Buffer): Date | null => {
    try {
      return this.verified(token, digest).at;
    } catch {
      return null;
    }
  };

  /** @throws {Error} that says what is wrong with it */
  verified(token: Buffer, digest: Buffer): Stamp {
    const { contentType, content } = AsnConvert.parse(token, ContentInfo);
    if (contentType !== SIGNED_DATA) throw new Error('not signed data');
    const { encapContentInfo, certificates, signerInfos } = AsnConvert.parse(content, SignedData);
    const info = encapContentInfo.eContent?.single?.buffer;
    const [signer, ...others] = signerInfos;
    if (encapContentInfo.eContentType !== TST_INFO || info === undefined) throw new Error('not a time stamp');
    if (signer === undefined || others.length > 0) throw new Error('not signed once');
    const stamp = AsnConvert.parse(info, TstInfo);
    const { hashAlgorithm, hashedMessage } = stamp.messageImprint;
    if (hashAlgorithm.algorithm !== SHA256 || !bytes(hashedMessage.buffer).equals(digest))
      throw new Error('of something else');
    const attributes = attributesOf(signer);
    checkAttributes(attributes, signer, bytes(info));
    const certificate = this.signerOf(attributes, certificates);
    if (!isSignedBy(certificate.publicKey, signer)) throw new Error('wrong signature');
    const at = stamp.genTime;
    if (at < new Date(certificate.validFrom) || at > new Date(certificate.validTo))
      throw new Error('the certificate was not valid then');
    return { at, nonce: stamp.nonce ?? null };
  }

  /** That which the signed attributes name (RFC 5816), pinned or issued by one that is, and for nothing but time stamps. */
  private signerOf(
    attributes: ReadonlyMap<string, Buffer>,
    certificates: CertificateSet | undefined,
  ): X509Certificate {
    const sent = (certificates ?? []).flatMap(({ certificate }) =>
      certificate === undefined ? [] : [new X509Certificate(bytes(AsnConvert.serialize(certificate)))],
    );
    const known = [...sent, ...this.pinned].find((one) => isNamed(attributes, one));
    if (known === undefined) throw new Error('the signing certificate is not named');
    if (!known.keyUsage?.includes(TIME_STAMPING)) throw new Error('this certificate is not for time stamps');
    const isOurs = this.pinned.some(
      (pin) => pin.raw.equals(known.raw) || (known.checkIssued(pin) && known.verify(pin.publicKey)),
    );
    if (!isOurs) throw new Error('another authority');
    return known;
  }
}

const bytes = (data: ArrayBuffer): Buffer => Buffer.from(data);

const attributesOf = ({ signedAttrs = [] }: SignerInfo): ReadonlyMap<string, Buffer> =>
  new Map(
    signedAttrs.flatMap(({ attrType, attrValues: [value] }) =>
      value === undefined ? [] : [[attrType, bytes(value)] as const],
    ),
  );

/** RFC 5652 §5.4: the attributes are what is signed; they name the content and its digest. */
function checkAttributes(
  attributes: ReadonlyMap<string, Buffer>,
  { digestAlgorithm }: SignerInfo,
  info: Buffer,
): void {
  const algorithm = DIGESTS[digestAlgorithm.algorithm];
  if (algorithm === undefined) throw new Error('a digest that is not taken');
  const digest = createHash(algorithm).update(info).digest();
  const said = attributes.get(MESSAGE_DIGEST);
  const type = attributes.get(CONTENT_TYPE);
  // Both are one value in DER: a tag, a length and the bytes.
  if (said === undefined || !said.subarray(2).equals(digest)) throw new Error('wrong digest');
  if (type === undefined || !type.subarray(2).equals(TST_INFO_BYTES)) throw new Error('wrong content type');
}
/** id-ct-TSTInfo, as DER writes an identifier. */
const TST_INFO_BYTES = Buffer.from('2a864886f70d0109100104', 'hex');

/** ESSCertID and ESSCertIDv2 begin with the hash of the certificate; an algorithm before it is another than SHA-256. */
function isNamed(attributes: ReadonlyMap<string, Buffer>, certificate: X509Certificate): boolean {
  return Object.entries(SIGNING_CERTIFICATES).some(([oid, algorithm]) => {
    const value = attributes.get(oid);
    if (value === undefined) return false;
    return [algorithm, 'sha384', 'sha512'].some((one) =>
      value.includes(createHash(one).update(certificate.raw).digest()),
    );
  });
}

function isSignedBy(key: KeyObject, signer: SignerInfo): boolean {
  const { signedAttrs = [], signature, signatureAlgorithm, digestAlgorithm } = signer;
  const data = bytes(AsnConvert.serialize(new SignedAttributes(signedAttrs)));
  const { algorithm } = signatureAlgorithm;
  const value = bytes(signature.buffer);
  if (algorithm === ED25519) return verify(null, data, key, value);
  const digest = SIGNATURES[algorithm] ?? DIGESTS[digestAlgorithm.algorithm];
  if (digest === undefined) return false;
  const padding = algorithm === RSA_PSS ? { padding: constants.RSA_PKCS1_PSS_PADDING } : {};
  return verify(digest, data, { key, ...padding }, value);
}
