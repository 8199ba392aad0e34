/**
 * How a way in is used: as fast as limits allow with the largest input; with bodies that cost their reader more than
 * their sender; by many connections that send, and read, next to nothing.
 */
export const MANNERS = ['hard', 'hostile', 'slow'] as const;
export type Manner = (typeof MANNERS)[number];
