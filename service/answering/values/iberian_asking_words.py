"""How Spanish and Portuguese ask for money and for words; parts of patterns for folded text."""

from __future__ import annotations

# Of Spanish and Portuguese money: what is paid, and what a "how much" is then the sum of.
_PAID = (
    r"(?:cuest|cost|cust|pag|gast|invert|invirt|invest|cobr|recaud|arrecad|vend|compr|don[oa]|doou|"
    r"doar|factur|fatur|prest|emprest|destin|financi|adeud|ganh|valorad|avaliad|tasad)\w*|"
    r"val(?:e|en|ia|ian|dra|iam)|gan(?:a|o|an|aron|ara|aran)|liber(?:o|aron|ou|aram)"
)
_SUMS = (
    r"cost[eo]s?|custo|prec[io]o|presupuesto|orcamento|salario|sueldo|monto|importe|montante|valor|"
    r"inversion|investimento|multa|fianza|fianca|recompensa|deuda|divida|indemnizacion|"
    r"indemnizacao|indenizacao|beneficio|lucro|perdidas|prejuizo|facturacion|faturamento|"
    r"rescate|resgate|alquiler|aluguel|factura|fatura|prestamo|emprestimo"
)
_CHANGED = r"(?:sub|aument|crec|cresc|baj|baix|cay|cai|redu|increment|dismin|diminu)\w*"
IBERIAN_MONEY = (
    rf"(?:cuanto|quanto)\b(?!.*\b{_CHANGED}) .{{0,80}}?\b(?:{_PAID}|{_SUMS})\b|"
    rf"(?:cual|qual) (?:(?:es|fue|sera|era|e|foi) )?(?:el|la|o|a) (?:{_SUMS})\b|que (?:{_SUMS})\b|"
    r"(?:cuant|quant)[oa]s (?:(?:miles|mil|millones|milhoes|bilhoes) de )?"
    r"(?:euros|dolares|pesos|reales|reais|libras|francos|yenes|ienes|bolivares|pesetas)\b"
)
SAID_ES = (
    r"(?:dijo|dice|declar[oa]|opin[oa]|respondio|afirm[oa]|asegur[oa]|explic[oa]|senal[oa]|"
    r"anuncio|coment[oa]|advirtio|sostuvo|confeso|prometio|contesto|revelo|denuncio|manifesto|"
    r"(?:ha|han) (?:dicho|declarado|opinado|respondido|afirmado|asegurado|explicado|senalado|"
    r"anunciado|comentado|advertido))"
)
SAID_PT = (
    r"(?:disse|diz|afirm(?:ou|a)|declarou|respondeu|garantiu|explicou|anunciou|comentou|"
    r"alertou|prometeu|revelou|contou|denunciou|acrescentou|destacou|ressaltou|acha)"
)
