import { useT } from '../../../i18n/index.js';
import { reportFailure, toast } from '../../../ui/index.js';
import { useSetArchived } from './channels-api.js';

/** Archives a discussion, or takes it out of the archive; the undo is in the toast. */
export function useArchive(): (channel: { id: string; name: string }, archived: boolean) => Promise<void> {
  const t = useT();
  const { mutateAsync } = useSetArchived();
  return async ({ id, name }, archived) => {
    const set = (to: boolean): Promise<unknown> => mutateAsync({ id, archived: to });
    const undo = (): void => {
      set(!archived).catch(reportFailure);
    };
    try {
      await set(archived);
      toast({ text: t(archived ? 'discussions.archived' : 'discussions.unarchived', { name }), undo });
    } catch (error) {
      reportFailure(error);
    }
  };
}
