import { Clock, Files, TriangleAlert, X } from 'lucide-react';
import { Suspense, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { lazyView } from '../../../frame/index.js';
import { type Translate, useT } from '../../../i18n/index.js';
import { type BannerContent, Button, IconButton, toast, useBanner, useStore } from '../../../ui/index.js';
import type { KeptWork } from '../outbox/kept-work.js';
import { unsentView } from './unsent-view.js';
import type { UnsentView } from './unsent-work.js';
import { useUnsentSession, useUnsentWork } from './use-unsent-work.js';

const UnsentDialog = lazyView(async () => (await import('./unsent-dialog.js')).UnsentDialog);
/** A count that shows for less than this cannot be read. */
const SHOWS_MS = 900;

/** Says what is not on the server yet, what could not go there, and where it is now. On every page. */
export function UnsentBanner() {
  const t = useT();
  const navigate = useNavigate();
  useUnsentWork();
  const session = useUnsentSession();
  const view = useReadable(useStore(unsentView));
  const [isOpen, setOpen] = useState(false);
  const stays = view.kept.filter(({ state }) => state === 'stays');
  const dismiss = useCallback(
    async (work: KeptWork): Promise<void> => (await session()).dismiss(work),
    [session],
  );
  const openCopy = async (work: KeptWork): Promise<void> => {
    await dismiss(work);
    if (work.copyId !== null) await navigate(`/d/${work.copyId}`);
  };
  useSaysDone(view);
  const banner = bannerOf(view, t, {
    openCopy: (work) => void openCopy(work),
    dismiss: (work) => void dismiss(work),
    openDialog: () => setOpen(true),
  });
  useBanner(banner);
  if (!isOpen || stays.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <UnsentDialog
        works={stays}
        onClose={() => setOpen(false)}
        onSave={async (work) => (await session()).save(work)}
        onDismiss={dismiss}
        onBringBack={async (work) => (await session()).bringBack(work)}
      />
    </Suspense>
  );
}

const b = (text: ReactNode): ReactNode => <b>{text}</b>;

interface BannerActs {
  readonly openCopy: (work: KeptWork) => void;
  readonly dismiss: (work: KeptWork) => void;
  readonly openDialog: () => void;
}

/** What is said, most important first: where work went, what needs a decision, what is under way. */
function bannerOf({ sending, kept }: UnsentView, t: Translate, acts: BannerActs): BannerContent | null {
  const titleOf = (work: KeptWork): string => work.title || t('unsent.untitled');
  const copied = kept.find(({ state }) => state === 'copied');
  if (copied !== undefined) return copiedBanner(copied, t, titleOf(copied), acts);
  const stays = kept.filter(({ state }) => state === 'stays');
  if (stays.length > 0)
    return {
      severity: 3,
      icon: TriangleAlert,
      text: t.rich('unsent.stays', { b, count: new Set(stays.map((work) => work.documentId)).size }),
      action: (
        <Button size="s" onPress={acts.openDialog}>
          {t('unsent.see')}
        </Button>
      ),
    };
  const copying = kept.find(({ state }) => state === 'copying');
  if (copying !== undefined)
    return { severity: 2, icon: Clock, text: t.rich('unsent.copying', { b, title: titleOf(copying) }) };
  if (sending === 0) return null;
  return { severity: 1, icon: Clock, text: t.rich('unsent.sending', { b, count: sending }) };
}

const copiedBanner = (work: KeptWork, t: Translate, title: string, acts: BannerActs): BannerContent => ({
  severity: 3,
  icon: Files,
  text: t.rich(work.code === 'collab.epoch' ? 'unsent.copied' : 'unsent.saved', { b, title }),
  action: (
    <>
      <Button size="s" onPress={() => acts.openCopy(work)}>
        {t('unsent.open')}
      </Button>
      <IconButton icon={X} label={t('ui.close')} size="s" onPress={() => acts.dismiss(work)} />
    </>
  ),
});

/** Once something was on its way and nothing is left of it. */
function useSaysDone({ sending, kept }: UnsentView): void {
  const t = useT();
  const wasSending = useRef(false);
  useEffect(() => {
    if (sending > 0) wasSending.current = true;
    else if (wasSending.current) {
      wasSending.current = false;
      if (kept.length === 0) toast({ text: t('unsent.sent') });
    }
  }, [sending, kept.length, t]);
}

/** The view, with a number of documents under way standing long enough to be read. */
function useReadable(view: UnsentView): UnsentView {
  const [shown, setShown] = useState(view);
  const since = useRef(0);
  useEffect(() => {
    const isEnd = shown.sending > 0 && view.sending === 0;
    const show = (): void => {
      if (view.sending > 0 && shown.sending === 0) since.current = Date.now();
      setShown(view);
    };
    const timer = setTimeout(show, isEnd ? Math.max(0, since.current + SHOWS_MS - Date.now()) : 0);
    return () => clearTimeout(timer);
  }, [view, shown.sending]);
  return shown;
}
