import { Lock, LockOpen } from 'lucide-react';
import { useState } from 'react';
import type { ResourceView } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';
import { Button, ErrorNote, Note, reportFailure, toast } from '../../../ui/index.js';
import { useRestrict, useRestriction } from './access-api.js';
import { RightChangeLines } from './right-changes.js';

interface RestrictionSectionProps {
  resource: ResourceView;
  isRestricted: boolean;
  canManage: boolean;
}
/** Whether access comes from the place above, and for whoever manages it the way to interrupt that, and to restore it. */
export function RestrictionSection({ resource, isRestricted, canManage }: RestrictionSectionProps) {
  const t = useT();
  const [isAsking, setAsking] = useState(false);
  // The way back has the focus once the question is answered.
  const [wasAsked, setWasAsked] = useState(false);
  if (resource.kind === 'space' || (!isRestricted && !canManage)) return null;
  const ask = () => (setAsking(true), setWasAsked(true));
  const button = canManage && (
    <Button
      size="s"
      icon={isRestricted ? LockOpen : Lock}
      autoFocus={wasAsked}
      aria-expanded={false}
      onPress={ask}
    >
      {t(isRestricted ? 'share.restoreInheritance' : 'share.restrict')}
    </Button>
  );
  return (
    <section aria-label={t('share.restriction')} className="mq-stack">
      {isRestricted && !isAsking && (
        <Note tone="plain" actions={button}>
          <p>
            <b>{t('share.restricted')}</b> {t('share.restrictedText')}
          </p>
        </Note>
      )}
      {!isRestricted && !isAsking && button && <div>{button}</div>}
      {isAsking && <AskRestriction {...{ resource, isRestricted }} onClose={() => setAsking(false)} />}
    </section>
  );
}

interface AskRestrictionProps {
  resource: ResourceView;
  isRestricted: boolean;
  onClose: () => void;
}
/** Who loses or gains access, then the act itself; its undo stands in the toast. */
function AskRestriction({ resource, isRestricted: isNow, onClose }: AskRestrictionProps) {
  const t = useT();
  // What was asked for stays, also while the answer changes the list.
  const [isRestricted] = useState(isNow);
  const preview = useRestriction(resource.id);
  const { change, isPending, error } = useRestrictWithUndo(resource);
  const words = isRestricted
    ? ({ does: 'share.restoreDoes', nobody: 'share.restoreNobody', act: 'share.restoreInheritance' } as const)
    : ({ does: 'share.restrictDoes', nobody: 'share.restrictNobody', act: 'share.restrict' } as const);
  const run = async (): Promise<void> => {
    if (await change(!isRestricted)) onClose();
  };
  return (
    <Note
      tone={isRestricted ? 'info' : 'warn'}
      actions={
        <>
          <Button
            size="s"
            variant="primary"
            autoFocus
            // It takes the focus before it is known who is concerned, and acts only then.
            isPending={isPending || preview.isPending}
            isDisabled={preview.isError}
            onPress={() => void run()}
          >
            {t(words.act)}
          </Button>
          <Button size="s" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      <p>{t(words.does)}</p>
      <div role="status" aria-busy={preview.isPending}>
        {preview.isPending && <p className="mq-muted">{t('share.restrictChecking')}</p>}
        {preview.data && (
          <RightChangeLines gains={preview.data.gains} losses={preview.data.losses} same={t(words.nobody)} />
        )}
      </div>
      {preview.error && <ErrorNote error={preview.error} />}
      {error !== null && <ErrorNote error={error} />}
    </Note>
  );
}

function useRestrictWithUndo({ id, name }: ResourceView) {
  const t = useT();
  const restrict = useRestrict(id);
  const back = async (restricted: boolean, undo: string | null): Promise<void> => {
    try {
      await restrict.mutateAsync({ restricted, undo });
      toast({ text: t(restricted ? 'share.restrictedNow' : 'share.restoredNow', { name }) });
    } catch (error) {
      reportFailure(error);
    }
  };
  /** Resolves to false when refused: what is said stands beside it. */
  const change = async (restricted: boolean): Promise<boolean> => {
    try {
      const { undo } = await restrict.mutateAsync({ restricted, undo: null });
      toast({
        text: t(restricted ? 'share.restrictedNow' : 'share.restoredNow', { name }),
        undo: () => void back(!restricted, undo),
      });
      return true;
    } catch {
      return false;
    }
  };
  return { change, isPending: restrict.isPending, error: restrict.error };
}
