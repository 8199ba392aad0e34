import type { Response } from 'express';

/** Refuses in words of its own, where a protocol wants so. */
export type MountRefusal = (error: unknown, response: Response) => void;
