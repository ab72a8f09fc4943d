import type { DocumentType } from '#domain/document-types.ts'
import type { DocumentOf } from './contracts.ts'
import type { AllSanitySchemaTypes, DOCUMENTS_QUERY_RESULT } from './sanity.types.ts'

/*
 * Held at compile time, once `npm run typegen` has run: every field of the Studio's schema is in the query, query and
 * contract have the same fields at every depth, and every value that a contract lets through is one that the query can
 * yield. Otherwise the last line is an error that names the fields, or the type whose values differ.
 */

/** The paths of all fields of a value: “article.body.callout.tone”, where an object with a `_type` is named by it. */
export type Paths<Value> = Value extends readonly (infer Item)[]
  ? Paths<Item>
  : Value extends object
    ? { [Key in keyof Value & string]: Named<Value, Key | `${Key}.${Paths<Value[Key]>}`> }[keyof Value &
        string]
    : never

type Named<Value, Path extends string> = Value extends { _type: infer Type extends string }
  ? `${Type}.${Path}`
  : Path

/** The fields in which a contract and the result of a query differ, each with where it is missing; never if none. */
export type Differences<Contract, Result> =
  | `${Exclude<Paths<Contract>, Paths<Result>>} is missing in the query`
  | `${Exclude<Paths<Result>, Paths<Contract>>} is missing in the contract`

type Result<Type extends DocumentType> = Type extends keyof DOCUMENTS_QUERY_RESULT
  ? DOCUMENTS_QUERY_RESULT[Type][number]
  : never
type Schema<Type extends DocumentType> = Extract<AllSanitySchemaTypes, { _type: Type; _id: string }>

type MissingFields<Type extends DocumentType> =
  | Differences<DocumentOf<Type>, Result<Type>>
  | `${Type}.${string & Exclude<keyof Schema<Type>, keyof Result<Type>>} is missing in the query`
  | `${Type}.${string & Exclude<keyof Result<Type>, keyof Schema<Type>>} is missing in the schema`

/** Values are compared last: with a field missing they always differ, and the compiler would print that alone. */
type Disagreement<Type extends DocumentType> = [MissingFields<Type>] extends [never]
  ? DocumentOf<Type> extends Result<Type>
    ? never
    : `${Type} has values that the query cannot yield`
  : MissingFields<Type>

type Nothing<T extends never> = T
export type ContractsAgree = Nothing<{ [Type in DocumentType]: Disagreement<Type> }[DocumentType]>
