import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { nameSchema, resourceSchema, rightHasAct, type Place, type ResourceView } from '@maroquin/contracts';
import { fetchPlace, isApiError, queryKeys, refreshTree, request } from '../../../api/index.js';
import { useT } from '../../../i18n/index.js';
import { reportFailure, toast } from '../../../ui/index.js';

const TRIES = 4;

/**
 * Renames from the version that is shown. Writing in a document also raises its version: when only that happened,
 * the change is sent again from the new version; when somebody renamed it meanwhile, it is not.
 */
const rename = async (resource: ResourceView, name: string): Promise<ResourceView> => {
  let from = resource;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request('PATCH', `/resources/${from.id}`, {
        body: { name },
        ifMatch: from.version,
        schema: resourceSchema,
      });
    } catch (error) {
      if (!isApiError(error, 'request.conflict') || attempt === TRIES) throw error;
      const now = (await fetchPlace(resource.id)).resource;
      if (now.name !== resource.name) throw error;
      from = now;
    }
  }
};

/** Renames it here and in every list, or says why not. */
function useKeepName(resource: ResourceView): (name: string) => Promise<void> {
  const t = useT();
  const client = useQueryClient();
  const queryKey = queryKeys.place(resource.id);
  return async (name) => {
    try {
      const renamed = await rename(resource, name);
      client.setQueryData<Place>(queryKey, (place) => place && { ...place, resource: renamed });
      refreshTree(client);
    } catch (error) {
      if (isApiError(error, 'request.conflict')) toast({ text: t('editor.titleRefused') });
      else reportFailure(error);
      await client.invalidateQueries({ queryKey });
    }
  };
}

/** A document that was just made is named first: its title is selected, once. */
function useSelectedWhenNew(field: RefObject<HTMLInputElement | null>): void {
  const navigate = useNavigate();
  const { pathname, state } = useLocation() as { pathname: string; state: { isNew?: boolean } | null };
  const isNew = state?.isNew === true;
  useEffect(() => {
    if (!isNew || field.current === null) return;
    field.current.focus();
    field.current.select();
    void navigate(pathname, { replace: true, state: null });
  }, [field, isNew, navigate, pathname]);
}

const focusText = (): void =>
  document.querySelector<HTMLElement>('.mq-doc-main [data-region-start]')?.focus();

/**
 * The document's title, the page's h1. Who may edit changes it in place: Enter keeps it and goes to the text, Escape
 * takes back.
 */
export function TitleField({ resource }: { resource: ResourceView }) {
  const t = useT();
  const keepName = useKeepName(resource);
  const field = useRef<HTMLInputElement>(null);
  useSelectedWhenNew(field);
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? resource.name;
  if (!rightHasAct(resource, 'resource.rename'))
    return (
      <h1 className="mq-doc-title mq-cut" title={resource.name}>
        {resource.name}
      </h1>
    );
  const keep = async (): Promise<void> => {
    const name = nameSchema.safeParse(draft ?? '');
    if (draft !== null && name.success && name.data !== resource.name) await keepName(name.data);
    setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') setDraft(null);
    if (event.key === 'Enter' || event.key === 'Escape') {
      event.preventDefault();
      const { currentTarget, key } = event;
      requestAnimationFrame(() => {
        currentTarget.blur();
        if (key === 'Enter') focusText();
      });
    }
  };
  return (
    <>
      <h1 className="mq-vh">{resource.name}</h1>
      <input
        ref={field}
        className="mq-doc-title mq-doc-title-in"
        aria-label={t('editor.title')}
        value={shown}
        maxLength={200}
        size={Math.min(80, Math.max(8, shown.length))}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => void keep()}
        onKeyDown={onKeyDown}
      />
    </>
  );
}
