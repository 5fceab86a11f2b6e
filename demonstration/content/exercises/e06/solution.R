# E06, worked out: lifetime migration from a place-of-birth matrix.

# Rows: governorate of birth. Columns: governorate in which the person was counted.
born <- as.matrix(read.csv("e06_uar1960.csv", row.names = 1, check.names = FALSE))

stayed <- diag(born)
arrived <- colSums(born) - stayed
left <- rowSums(born) - stayed

lifetime <- data.frame(
  governorate = rownames(born),
  in_migrants = as.numeric(arrived),
  out_migrants = as.numeric(left),
  net = as.numeric(arrived - left)
)
cairo_in <- arrived[["Cairo"]]
cairo_net <- arrived[["Cairo"]] - left[["Cairo"]]
menoufia_net <- arrived[["Menoufia"]] - left[["Menoufia"]]
intensity <- 100 * sum(arrived) / sum(born)
