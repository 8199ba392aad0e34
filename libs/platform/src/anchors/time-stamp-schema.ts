import { Attribute, ContentInfo } from '@peculiar/asn1-cms';
import {
  AsnArray,
  AsnIntegerBigIntConverter,
  AsnProp,
  AsnPropTypes,
  AsnType,
  AsnTypeTypes,
  OctetString,
} from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Extensions, GeneralName } from '@peculiar/asn1-x509';

/** The ASN.1 of RFC 3161, where asn1-cms and asn1-x509 end. */
@AsnType({ type: AsnTypeTypes.Sequence })
export class MessageImprint {
  @AsnProp({ type: AlgorithmIdentifier })
  hashAlgorithm = new AlgorithmIdentifier();
  @AsnProp({ type: OctetString })
  hashedMessage = new OctetString();
}

/** RFC 5652 §5.4: what is signed is the DER of this SET, whatever tag it was sent under. */
@AsnType({ type: AsnTypeTypes.Set, itemType: Attribute })
export class SignedAttributes extends AsnArray<Attribute> {}

/** §2.4.1 */
@AsnType({ type: AsnTypeTypes.Sequence })
export class TimeStampReq {
  @AsnProp({ type: AsnPropTypes.Integer })
  version = 1;
  @AsnProp({ type: MessageImprint })
  messageImprint = new MessageImprint();
  @AsnProp({ type: AsnPropTypes.Integer, converter: AsnIntegerBigIntConverter, optional: true })
  nonce?: bigint;
  @AsnProp({ type: AsnPropTypes.Boolean, defaultValue: false })
  certReq = false;
}

/** RFC 4210 §5.2.3 */
@AsnType({ type: AsnTypeTypes.Sequence })
export class StatusInfo {
  @AsnProp({ type: AsnPropTypes.Integer })
  status = 2;
  @AsnProp({ type: AsnPropTypes.Utf8String, repeated: 'sequence', optional: true })
  statusString?: string[];
  @AsnProp({ type: AsnPropTypes.BitString, optional: true })
  failInfo?: ArrayBuffer;
}

/** §2.4.2 */
@AsnType({ type: AsnTypeTypes.Sequence })
export class TimeStampResp {
  @AsnProp({ type: StatusInfo })
  status = new StatusInfo();
  @AsnProp({ type: ContentInfo, optional: true })
  timeStampToken?: ContentInfo;
}

@AsnType({ type: AsnTypeTypes.Sequence })
class Accuracy {
  @AsnProp({ type: AsnPropTypes.Integer, optional: true })
  seconds?: number;
  @AsnProp({ type: AsnPropTypes.Integer, context: 0, implicit: true, optional: true })
  millis?: number;
  @AsnProp({ type: AsnPropTypes.Integer, context: 1, implicit: true, optional: true })
  micros?: number;
}

/** §2.4.2 */
@AsnType({ type: AsnTypeTypes.Sequence })
export class TstInfo {
  @AsnProp({ type: AsnPropTypes.Integer })
  version = 1;
  @AsnProp({ type: AsnPropTypes.ObjectIdentifier })
  policy = '';
  @AsnProp({ type: MessageImprint })
  messageImprint = new MessageImprint();
  @AsnProp({ type: AsnPropTypes.Integer, converter: AsnIntegerBigIntConverter })
  serialNumber = 0n;
  @AsnProp({ type: AsnPropTypes.GeneralizedTime })
  genTime = new Date(0);
  @AsnProp({ type: Accuracy, optional: true })
  accuracy?: Accuracy;
  @AsnProp({ type: AsnPropTypes.Boolean, defaultValue: false })
  ordering = false;
  @AsnProp({ type: AsnPropTypes.Integer, converter: AsnIntegerBigIntConverter, optional: true })
  nonce?: bigint;
  @AsnProp({ type: GeneralName, context: 0, optional: true })
  tsa?: GeneralName;
  @AsnProp({ type: Extensions, context: 1, implicit: true, optional: true })
  extensions?: Extensions;
}
