import type { Editor } from '@tiptap/core';
import type { Translate } from '../i18n/index.js';
import type { MenuAction } from '../ui/index.js';

/** What may be done with tables where the caret stands: to insert one outside, to change it inside. */
export const tableActions = (editor: Editor, t: Translate): MenuAction[] => {
  if (!editor.isActive('table')) {
    const insert = () => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run();
    return [{ id: 'insert', label: t('table.insert'), onAction: insert }];
  }
  const can = editor.can();
  const act = (id: string, label: string, possible: boolean, run: () => unknown, rest: Partial<MenuAction> = {}): MenuAction => ({
    id,
    label,
    isDisabled: !possible,
    onAction: () => {
      editor.commands.focus();
      run();
    },
    ...rest,
  });
  const { commands } = editor;
  return [
    act('rowBefore', t('table.rowBefore'), can.addRowBefore(), () => commands.addRowBefore()),
    act('rowAfter', t('table.rowAfter'), can.addRowAfter(), () => commands.addRowAfter()),
    act('columnBefore', t('table.columnBefore'), can.addColumnBefore(), () => commands.addColumnBefore()),
    act('columnAfter', t('table.columnAfter'), can.addColumnAfter(), () => commands.addColumnAfter()),
    act('merge', t('table.merge'), can.mergeCells(), () => commands.mergeCells(), { separated: true }),
    act('split', t('table.split'), can.splitCell(), () => commands.splitCell()),
    act('header', t('table.header'), can.toggleHeaderRow(), () => commands.toggleHeaderRow()),
    act('deleteRow', t('table.deleteRow'), can.deleteRow(), () => commands.deleteRow(), { separated: true }),
    act('deleteColumn', t('table.deleteColumn'), can.deleteColumn(), () => commands.deleteColumn()),
    act('delete', t('table.delete'), can.deleteTable(), () => commands.deleteTable(), { danger: true }),
  ];
};
