import { type Marking, markings } from '@maroquin/contracts';

/** As the database counts them. */
export const markingOf = (level: number): Marking => markings[level] ?? 'restricted';
