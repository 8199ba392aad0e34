import { useState } from 'react';
import type { SubjectView } from '@maroquin/contracts';

/** People and groups chosen one after the other, in that order, `max` at most; `field` goes to a `SubjectField`. */
export function useChosenSubjects(max: number) {
  const [chosen, setChosen] = useState<readonly SubjectView[]>([]);
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const onChoose = (subject: SubjectView): void => {
    setChosen((before) =>
      before.some(({ id }) => id === subject.id) ? before : [...before, subject].slice(0, max),
    );
    setUnknown([]);
  };
  const onRemove = (id: string): void => setChosen((before) => before.filter((one) => one.id !== id));
  return { unknown, setChosen, field: { chosen, onChoose, onRemove, onUnknown: setUnknown } };
}
