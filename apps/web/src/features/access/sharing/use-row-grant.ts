import { useEffect, useState } from 'react';
import { rightHasAct, type AccessEntry, type GivenRole, type ResourceView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { announce, reportFailure, toast } from '../../../ui/index.js';
import { givenOf, heldOf, useRoleWords } from '../roles/custom-roles.js';
import { useRemoveGrant, useRestoreGrant, useSetGrant, type AccessLine } from './access-api.js';
import { useThroughWords } from './through-words.js';

const SHOWN_MS = 8000;

interface RowGrant {
  set: (role: GivenRole) => void;
  remove: () => void;
  /** What was just changed, for a while, and how to take it back. */
  said: { text: string; undo: () => void } | null;
  isPending: boolean;
  error: unknown;
}

/** Changes or takes away the right set here, then says what is now true and offers to undo it. */
export function useRowGrant(line: AccessLine, resource: ResourceView, name: string, isMe: boolean): RowGrant {
  const words = useRoleWords(resource.kind);
  const through = useThroughWords(resource);
  const grant = useSetGrant(resource.id);
  const remove = useRemoval(line, resource, name, isMe);
  const [said, setSaid] = useState<RowGrant['said']>(null);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const { own, subject } = line;
  const setGrant = (role: GivenRole, expiresAt: string | null, undo: (() => void) | null) =>
    grant.mutate(
      { subjectId: subject.id, role, expiresAt },
      {
        onSuccess: (answer) => {
          const text = through.given({ id: subject.id, name }, words.of(role), answer.through);
          setSaid(undo && { text, undo: () => (setSaid(null), undo()) });
          announce(text);
        },
      },
    );
  return {
    // The end of a right stays as it was when only the role changes.
    set: (role) =>
      setGrant(
        role,
        own?.expiresAt ?? null,
        own === null ? remove.run : () => setGrant(givenOf(own), own.expiresAt, null),
      ),
    remove: remove.run,
    said,
    isPending: grant.isPending || remove.isPending,
    error: grant.error ?? remove.error,
  };
}

/** The undo stands in the toast: the row may be gone. */
function useRemoval({ subject }: AccessLine, resource: ResourceView, name: string, isMe: boolean) {
  const t = useT();
  const through = useThroughWords(resource);
  const remove = useRemoveGrant(resource.id);
  const restore = useRestoreGrant(resource.id);
  const giveBack = async (undo: string): Promise<void> => {
    try {
      await restore.mutateAsync({ subjectId: subject.id, undo });
      toast({ text: t('share.givenBack', { name }) });
    } catch (error) {
      reportFailure(error);
    }
  };
  const run = () =>
    remove.mutate(subject.id, {
      onSuccess: ({ undo, through: left }) =>
        toast({
          text: through.taken(isMe ? t('share.me') : name, isMe, left),
          ...(undo === null || (isMe && !left.some(mayShare)) ? {} : { undo: () => void giveBack(undo) }),
        }),
    });
  return { run, isPending: remove.isPending, error: remove.error };
}

/** Who takes its own right away can only give it back by another right to share. */
const mayShare = (entry: AccessEntry): boolean => rightHasAct(heldOf(entry), 'access.share');
