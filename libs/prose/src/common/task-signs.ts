/** Before the words of a task, as pandoc writes and reads it. */
export const TASK_SIGNS = { done: '☒', open: '☐' } as const;
export const signOf = (isDone: boolean): string => (isDone ? TASK_SIGNS.done : TASK_SIGNS.open);
