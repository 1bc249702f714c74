extension Template {
  /// A modal dialog of the browser's own.
  static let pageModal = Template(
    name: "nextjs/page-modal", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      interface ModalProps {
        open: boolean;
        onClose: () => void;
        title: string;
        children: ReactNode;
      {{#hasBoth}}
        /** A sheet is as high as the window, and stands at its side. */
        isSheet?: boolean;
      {{/hasBoth}}
      }

      /** A modal dialog. The browser keeps the focus in it, and gives it back. */
      export function Modal({ open, onClose, title, children{{#hasBoth}}, isSheet{{/hasBoth}} }: ModalProps) {
        const ref = useRef<HTMLDialogElement>(null);
        const titleId = useId();

        useEffect(() => {
          if (open) ref.current?.showModal();
          else ref.current?.close();
        }, [open]);

        return (
          <dialog
            ref={ref}
            aria-labelledby={titleId}
      {{#hasBoth}}
            className={isSheet ? {{{sheetClass}}} : {{{dialogClass}}}}
      {{/hasBoth}}
      {{^hasBoth}}
            {{{attribute}}}
      {{/hasBoth}}
            onClose={onClose}
          >
            {open && (
              <>
                <div {{{css.modalHeader}}}>
                  <h2 id={titleId} {{{css.modalTitle}}}>
                    {title}
                  </h2>
                  <button type="button" aria-label="Close" {{{css.close}}} onClick={onClose}>
                    ×
                  </button>
                </div>
                {children}
              </>
            )}
          </dialog>
        );
      }

      """#)

  /// The sheet that adds.
  static let pageAdd = Template(
    name: "nextjs/page-add", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      export function Add{{{names.pascal}}}Sheet() {
        const { dialog, setDialog, reload{{{notifyName}}} } = use{{{names.plural}}}();
        const close = () => setDialog(null);

        async function add(values: {{{names.pascal}}}FormValues) {
          await create{{{names.pascal}}}(to{{{names.pascal}}}Create(values));
          close();
          reload();
          {{{notifySuccess}}}"{{{title}}} added.");
        }

        return (
      {{#ui.sheet}}
          <Sheet
            open={dialog?.kind === "add"}
            onOpenChange={(open) => !open && close()}
          >
            <SheetContent {{{css.sheetContent}}}>
              <SheetHeader>
                <SheetTitle>Add {{{names.label}}}</SheetTitle>
                <SheetDescription>Fields with a * must be filled in.</SheetDescription>
              </SheetHeader>
              <div {{{css.sheetBody}}}>
                <{{{names.pascal}}}Form initialValues={NEW_{{{constant}}}}{{{mode}}} onSubmit={add} onCancel={close} />
              </div>
            </SheetContent>
          </Sheet>
      {{/ui.sheet}}
      {{^ui.sheet}}
          <Modal open={dialog?.kind === "add"} onClose={close} title="Add {{{names.label}}}"{{{isSheet}}}>
            <{{{names.pascal}}}Form initialValues={NEW_{{{constant}}}}{{{mode}}} onSubmit={add} onCancel={close} />
          </Modal>
      {{/ui.sheet}}
        );
      }

      """#)

  /// The sheet that changes.
  static let pageEdit = Template(
    name: "nextjs/page-edit", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      export function Edit{{{names.pascal}}}Sheet() {
        const { dialog, setDialog } = use{{{names.plural}}}();
        const {{{names.row}}} = dialog?.kind === "edit" ? dialog.{{{names.row}}} : null;
        const close = () => setDialog(null);

        return (
      {{#ui.sheet}}
          <Sheet open={{{open}}}{{{names.row}}} !== null} onOpenChange={(open) => !open && close()}>
            <SheetContent {{{css.sheetContent}}}>
              <SheetHeader>
                <SheetTitle>Edit {{{names.label}}}</SheetTitle>
                <SheetDescription>Fields with a * must be filled in.</SheetDescription>
              </SheetHeader>
              <div {{{css.sheetBody}}}>
                {{{open}}}{{{names.row}}} && <EditForm {{{names.row}}}={{{open}}}{{{names.row}}}} onClose={close} />}
              </div>
            </SheetContent>
          </Sheet>
      {{/ui.sheet}}
      {{^ui.sheet}}
          <Modal open={{{open}}}{{{names.row}}} !== null} onClose={close} title="Edit {{{names.label}}}"{{{isSheet}}}>
            {{{open}}}{{{names.row}}} && <EditForm {{{names.row}}}={{{open}}}{{{names.row}}}} onClose={close} />}
          </Modal>
      {{/ui.sheet}}
        );
      }

      interface EditFormProps {
        {{{names.row}}}: {{{names.type}}};
        onClose: () => void;
      }

      function EditForm({ {{{names.row}}}, onClose }: EditFormProps) {
        const { reload{{{notifyName}}} } = use{{{names.plural}}}();
        const [initialValues] = useState(() => toFormValues({{{names.row}}}));

        async function save(values: {{{names.pascal}}}FormValues) {
          await update{{{names.pascal}}}({{{names.row}}}.{{{names.key}}}, to{{{names.pascal}}}Update(values, initialValues));
          onClose();
          reload();
          {{{notifySuccess}}}"{{{title}}} saved.");
        }

        return (
          <{{{names.pascal}}}Form initialValues={initialValues}{{{mode}}} onSubmit={save} onCancel={onClose} />
        );
      }

      """#)

  /// The dialog that deletes.
  static let pageDelete = Template(
    name: "nextjs/page-delete", version: 1,
    text: #"""
      "use client";

      {{#imports}}
      {{{.}}}
      {{/imports}}

      interface Delete{{{names.pascal}}}DialogProps {
        onDeleted: () => void;
      }

      export function Delete{{{names.pascal}}}Dialog({ onDeleted }: Delete{{{names.pascal}}}DialogProps) {
        const { dialog, setDialog } = use{{{names.plural}}}();
        const {{{names.row}}} = dialog?.kind === "delete" ? dialog.{{{names.row}}} : null;
        const close = () => setDialog(null);

        return (
      {{#ui.dialog}}
          <Dialog open={{{open}}}{{{names.row}}} !== null} onOpenChange={(open) => !open && close()}>
            <DialogContent>
              <DialogHeader>
                <DialogTitle>Delete {{{names.label}}}?</DialogTitle>
                <DialogDescription>This cannot be undone here.</DialogDescription>
              </DialogHeader>
              {{{open}}}{{{names.row}}} && <Confirmation {{{names.row}}}={{{open}}}{{{names.row}}}} onClose={close} onDeleted={onDeleted} />}
            </DialogContent>
          </Dialog>
      {{/ui.dialog}}
      {{^ui.dialog}}
          <Modal open={{{open}}}{{{names.row}}} !== null} onClose={close} title="Delete {{{names.label}}}?">
            {{{open}}}{{{names.row}}} && <Confirmation {{{names.row}}}={{{open}}}{{{names.row}}}} onClose={close} onDeleted={onDeleted} />}
          </Modal>
      {{/ui.dialog}}
        );
      }

      interface ConfirmationProps {
        {{{names.row}}}: {{{names.type}}};
        onClose: () => void;
        onDeleted: () => void;
      }

      function Confirmation({ {{{names.row}}}, onClose, onDeleted }: ConfirmationProps) {
        const { reload{{{notifyName}}} } = use{{{names.plural}}}();
        const [failure, setFailure] = useState<string | null>(null);
        const [isDeleting, setIsDeleting] = useState(false);

        async function confirm() {
          setFailure(null);
          setIsDeleting(true);
          try {
            await delete{{{names.pascal}}}({{{names.row}}}.{{{names.key}}});
          } catch (error) {
            setFailure(errorMessage(error));
            setIsDeleting(false);
            return;
          }
          onDeleted();
          onClose();
          reload();
          {{{notifySuccess}}}"{{{title}}} deleted.");
        }

        return (
          <div {{{css.confirmation}}}>
            {failure && (
              <p role="alert" {{{css.alert}}}>
                {failure}
              </p>
            )}
            <p>
              <bdi {{{css.name}}}>{{{names.inElement}}}</bdi> will be deleted.
            </p>
            <div {{{css.rowActions}}}>
              <{{{ui.button}}} type="button"{{{ui.outline}}} onClick={onClose}>
                Cancel
              </{{{ui.button}}}>
              <{{{ui.button}}} type="button"{{{ui.danger}}} disabled={isDeleting} onClick={confirm}>
                {isDeleting ? "Deleting…" : "Delete"}
              </{{{ui.button}}}>
            </div>
          </div>
        );
      }

      """#)
}
