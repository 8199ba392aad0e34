export { UnreadBadge } from './signs/unread.js';
export { Icon } from './signs/icon.js';
export {
  Button,
  IconButton,
  LinkButton,
  Tip,
  type ButtonProps,
  type IconButtonProps,
} from './controls/button.js';
export { NameField, TextField, type TextFieldProps } from './controls/field.js';
export { Dialog, type DialogProps } from './dialogs/dialog.js';
export { Menu, MenuItems, type MenuAction, type MenuProps } from './controls/menu.js';
export {
  Avatar,
  AvatarStack,
  PersonName,
  Tile,
  hueOf,
  initialsOf,
  personName,
  photosAreShown,
  type PersonLike,
} from './signs/avatar.js';
export { announce, LiveRegion } from './feedback/announce.js';
export { toast, dismissToast, ToastRegion } from './feedback/toast.js';
export { useBanner, BannerSlot, type BannerContent } from './feedback/banner.js';
export { Note, ErrorNote } from './feedback/note.js';
export { SaveLine, type SaveState } from './feedback/save-line.js';
export { EmptyState, Portfolio, Progress, Skeleton } from './feedback/empty.js';
export { FailureDialog, reportFailure } from './dialogs/failure.js';
export { CheckField } from './controls/check-field.js';
export { DateField, TimeField } from './controls/date-field.js';
export { DayFields } from './controls/day-fields.js';
export { FilterField } from './controls/filter-field.js';
export { ShowMore } from './controls/show-more.js';
export { LabelledField } from './controls/labelled-field.js';
export { SelectField } from './controls/select-field.js';
export { Breadcrumb, type Crumb } from './signs/breadcrumb.js';
export { Store, useStore } from './hooks/store.js';
export { useAttempt } from './hooks/use-attempt.js';
export { ConfirmDialog } from './dialogs/confirm-dialog.js';
export { FormDialog, type FormDialogProps } from './dialogs/form-dialog.js';
export { NameDialog } from './dialogs/name-dialog.js';
export { fold } from './hooks/fold.js';
export { applyTheme, storedTheme, type Theme } from './hooks/theme.js';
export { useDebounced } from './hooks/use-debounced.js';
export { useGrowing } from './hooks/use-growing.js';
export { useKeptFocus } from './hooks/use-kept-focus.js';
export { NO_SIDEBAR, useIsPhone, useMedia } from './hooks/use-media.js';
export { KindGlyph, kindKey } from './signs/kinds.js';
export { type Column, type ColumnSort, DataTable, type DataTableProps } from './data-table/data-table.js';
export type { RowDrag } from './data-table/row-drag.js';
export type { RowSelection } from './data-table/selection.js';
export type { RowShortcuts } from './data-table/use-row-keys.js';
export { AddressField, isAddress } from './controls/address-field.js';
