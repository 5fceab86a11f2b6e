# E09, worked out: how many persons were never seen.

seen <- read.csv("e09_netherlands.csv")
times <- seen$times_registered
persons <- seen$persons
f1 <- sum(persons[times == 1])
f2 <- sum(persons[times == 2])

registered <- sum(persons)
registrations <- sum(times * persons)

chao <- registered + f1^2 / (2 * f2)
zelterman <- registered / (1 - exp(-2 * f2 / f1))

# The rate whose mean, without the zeros, is the mean that was seen: found by halving an interval.
mean_seen <- registrations / registered
low <- 1e-9
high <- mean_seen
for (step in 1:100) {
  middle <- (low + high) / 2
  if (middle / (1 - exp(-middle)) < mean_seen) low <- middle else high <- middle
}
ztp_rate <- (low + high) / 2
ztp <- registered / (1 - exp(-ztp_rate))

published_range <- c(min(chao, zelterman, ztp), max(chao, zelterman, ztp))

lists <- read.csv("e09_lists.csv")
in_list <- function(name) lists$persons[lists$list == name]
chapman_of <- function(n1, n2, m) (n1 + 1) * (n2 + 1) / (m + 1) - 1

n1 <- in_list("clinic")
n2 <- in_list("food")
m <- in_list("both")
chapman <- chapman_of(n1, n2, m)
chapman_se <- sqrt((n1 + 1) * (n2 + 1) * (n1 - m) * (n2 - m) / ((m + 1)^2 * (m + 2)))
chapman_missed <- chapman_of(n1, n2, floor(0.8 * m))
