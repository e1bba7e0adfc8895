import type * as v from 'valibot'

/** A type without the names of its parts, so that two that say the same are the same. */
type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer U)[]
    ? Plain<U>[]
    : unknown extends T
      ? unknown
      : { [K in keyof T]: Plain<T[K]> }

type Same<A, B> =
  (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : false

/**
 * A schema of exactly this type: a field more, less, or optional on one side only does not compile. So what the
 * document says of an answer cannot drift from what the views say of it.
 */
export const of =
  <T>() =>
  <S extends v.GenericSchema>(
    schema: Same<v.InferOutput<S>, T> extends true ? S : { differs: [Plain<v.InferOutput<S>>, Plain<T>] },
  ): S =>
    schema as S
