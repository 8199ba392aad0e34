import { SetMetadata } from '@nestjs/common';

const HARMLESS_AGAIN = 'maroquin:harmless-again';

/** A POST that makes nothing, or whose body itself says that it comes again: an `Idempotency-Key` has nothing to do there. */
export const HarmlessAgain = (): MethodDecorator => SetMetadata(HARMLESS_AGAIN, true);

export const isHarmlessAgain = (handler: object): boolean =>
  Reflect.getMetadata(HARMLESS_AGAIN, handler) === true;
