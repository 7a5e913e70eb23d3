package io.cairn.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void shouldCutAllButTheLastColumnWhenItIsForATerminal() {
    // Given
    String wide = "y".repeat(Table.WIDEST + 1);

    // When
    String cut = new Table(true, "A", "B").row(wide, wide).toString();
    String whole = new Table(false, "A", "B").row(wide, wide).toString();

    // Then
    assertThat(cut).contains("y".repeat(Table.WIDEST - 1) + "…  " + wide);
    assertThat(whole).contains(wide + "  " + wide);
  }
}
