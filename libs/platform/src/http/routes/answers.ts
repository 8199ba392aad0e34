import { SetMetadata } from '@nestjs/common';
import type { z } from 'zod';

/** What a route answers when all went well: a schema of the contracts, or `text` or `bytes` of these media types. Absent: nothing. */
export type AnswerShape = z.ZodType | 'text' | 'bytes';

export const ANSWER = 'maroquin:answer';

export interface Answer {
  readonly shape: AnswerShape;
  /** Of a `text`. */
  readonly mediaTypes: readonly string[];
}

/** For the description of the interface; answers are typed by their views and not checked again at run time. */
export const Answers = (
  shape: AnswerShape,
  mediaTypes: readonly string[] = ['text/plain'],
): MethodDecorator => SetMetadata(ANSWER, { shape, mediaTypes } satisfies Answer);

export const OTHER_ANSWERS = 'maroquin:other-answers';

/** For the description of a route: statuses that are no problem, beside that of `Answers`, and what each means. */
export const AlsoAnswers = (statuses: Readonly<Record<number, string>>): MethodDecorator =>
  SetMetadata(OTHER_ANSWERS, statuses);

export const ANSWERS_ETAG = 'maroquin:answers-etag';

/** For the description of a route: its answer says its version in `ETag`, which `If-Match` of a change repeats. */
export const AnswersETag = (): MethodDecorator => SetMetadata(ANSWERS_ETAG, true);

export const FILE_FIELDS = 'maroquin:file-fields';

/** For the description of a route that reads `multipart/form-data` itself: one `file`, and these fields beside it. */
export const TakesFile = (fields: z.ZodObject): MethodDecorator => SetMetadata(FILE_FIELDS, fields);

export const FORM_FIELDS = 'maroquin:form-fields';

/** For the description of a route that reads `application/x-www-form-urlencoded` itself. */
export const TakesForm = (fields: z.ZodObject): MethodDecorator => SetMetadata(FORM_FIELDS, fields);
