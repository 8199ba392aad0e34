import { Suspense, useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useIsVisitor } from '../../features/access/index.js';
import { useNewDocumentAnywhere } from '../../features/documents/index.js';
import { type Command, Palette } from '../../features/search/index.js';
import { primaryAction, useShortcut } from '../../frame/index.js';
import { useT } from '../../i18n/index.js';
import { useStore } from '../../ui/index.js';

/** What stands after ">" in the palette: where one may go from every page, and what the page makes. */
function useCommands(openKeys: () => void): readonly Command[] {
  const t = useT();
  const navigate = useNavigate();
  const action = useStore(primaryAction);
  const newDocument = useNewDocumentAnywhere();
  return useMemo(() => {
    const go = (id: string, label: string, to: string): Command => ({
      ...{ id, label },
      run: () => void navigate(to),
    });
    return [
      ...(action === null ? [] : [{ id: 'primary', label: action.label, run: action.run }]),
      ...(newDocument === null || action?.label === t('app.newDocument')
        ? []
        : [{ id: 'document', label: t('app.newDocument'), run: newDocument }]),
      go('home', t('app.home'), '/'),
      go('spaces', t('app.spaces'), '/espaces'),
      go('messages', t('app.messages'), '/messages'),
      go('activity', t('app.activity'), '/activite'),
      go('shared', t('places.sharedWithMe'), '/partages'),
      go('trash', t('app.trash'), '/corbeille'),
      go('search', t('search.title'), '/recherche'),
      go('security', t('identity.security'), '/securite'),
      go('help', t('app.help'), '/aide'),
      { id: 'keys', label: t('app.keys'), run: openKeys },
    ];
  }, [t, navigate, action, newDocument, openKeys]);
}

/** The palette, by Ctrl+K or a button. A visitor sees what the link opens, and looks for nothing. */
export function useSearchPalette(openKeys: () => void) {
  const [isOpen, setOpen] = useState(false);
  const isVisitor = useIsVisitor();
  const open = useCallback(() => setOpen(true), []);
  useShortcut('ctrl+k', isVisitor ? null : open);
  return {
    open: isVisitor ? null : open,
    palette: isOpen ? <OpenPalette openKeys={openKeys} onClose={() => setOpen(false)} /> : null,
  };
}

function OpenPalette({ openKeys, onClose }: { openKeys: () => void; onClose: () => void }) {
  const commands = useCommands(openKeys);
  return (
    <Suspense fallback={null}>
      <Palette commands={commands} onClose={onClose} />
    </Suspense>
  );
}
