// What a field knows of the form around it. Owns the agreement between Form and Field.
import { getContext, setContext } from "svelte";
import type { FieldMessage } from "../failure";
import type { Failure } from "../wire";

export type FormContext = {
  /** Id of the element of a field, unique on the page. */
  id: (field: string) => string;
  /** What is wrong with a field, if anything. */
  message: (field: string) => FieldMessage | undefined;
  /** The field was changed: what was said of it no longer holds. */
  changed: (field: string) => void;
  /** A field tells its label, for the summary; returns how to withdraw it. */
  enrol: (field: string, label: string) => () => void;
  /** Shows messages that came from elsewhere than a save, e.g. a date that does not exist. */
  tell: (messages: FieldMessage[]) => void;
};

/** Takes a refusal over from every form (answers true), because it concerns the whole window. */
export type Refusal = (refused: Failure) => Promise<boolean>;

const KEY = Symbol("form");
export const giveForm = (form: FormContext) => setContext(KEY, form);
export const useForm = () => getContext<FormContext>(KEY);

const REFUSAL = Symbol("refusal");
export const giveRefusal = (refusal: Refusal) => setContext(REFUSAL, refusal);
export const useRefusal = () => getContext<Refusal | undefined>(REFUSAL);
