/** When a message may leave, as one says it. */
export interface Moment {
  readonly id: 'hour' | 'tomorrow' | 'monday';
  readonly at: Date;
}

const MORNING = 9;
const MONDAY = 1;
const morningIn = (now: Date, days: number): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);

/** The obvious choices, in the time of the place where one is. Pure. */
export function momentsAfter(now: Date): readonly Moment[] {
  const toMonday = (MONDAY + 7 - now.getDay()) % 7 || 7;
  const hour = new Date(
    now.getFullYear(),
    now.getMonth(),
    now.getDate(),
    now.getHours() + 1,
    now.getMinutes(),
  );
  const choices: Moment[] = [
    { id: 'hour', at: hour },
    { id: 'tomorrow', at: morningIn(now, 1) },
  ];
  // On a Sunday both are the same morning.
  return toMonday === 1 ? choices : [...choices, { id: 'monday', at: morningIn(now, toMonday) }];
}

const two = (number: number): string => String(number).padStart(2, '0');
/** As the fields for a day and a time hold it. */
export const asFields = (at: Date): { day: string; time: string } => ({
  day: `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
  time: `${two(at.getHours())}:${two(at.getMinutes())}`,
});
