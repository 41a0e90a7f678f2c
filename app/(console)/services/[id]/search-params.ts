import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs'
import { serviceParams } from './service-params'

export const { serviceDetailParams, chartChoiceParams } = serviceParams({
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
})
