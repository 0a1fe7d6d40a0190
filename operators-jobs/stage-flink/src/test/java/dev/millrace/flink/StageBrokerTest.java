package dev.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.flink.TestBench.Bench;
import dev.millrace.kafka.ReplicaMeter;
import dev.millrace.kafka.StageMonitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the broker does to a stage. */
@ExtendWith(TestBench.class)
class StageBrokerTest {
  @TempDir Path directory;

  // Would catch: outputs lost or reordered by an outage, and an attempt that begins during one and
  // takes the missing answer for an empty topic.
  @Test
  void anOutageLosesNothing(Bench bench) throws Exception {
    TestPipeline pipeline = new TestPipeline("outage", 1, "Heap", "Numbered", "1h");
    TestRecords records = new TestRecords(pipeline.input(), 10);
    Path data = directory.resolve("broker");
    EmbeddedKafka broker = EmbeddedKafka.start(data, 0);
    try (TestLogs logs = new TestLogs(broker.bootstrapServers())) {
      Bench own = new Bench(broker, bench.flink(), logs);
      pipeline.createTopics(logs);
      logs.append(records.next(3_000));
      try (FlinkStage stage = own.start(pipeline, directory.resolve("checkpoints"))) {
        StageMonitor monitor = stage.monitor();
        await()
            .atMost(TestBench.PATIENCE)
            .until(() -> monitor.sum(ReplicaMeter::outputs) > 0 && monitor.checkpoints() > 0);
        broker.close();
        assertThat(stage.kill()).isTrue();
        broker = EmbeddedKafka.start(data, broker.port());
        logs.append(records.next(1_000));
        logs.append(records.closing());
        own.awaitEnd(pipeline, stage);
        assertThat(monitor.restarts()).isPositive();
      }
      new Verdict(logs, pipeline, false).check();
    } finally {
      broker.close();
    }
  }

  // Would catch: a lag that never comes to an end behind a transaction's marker, records of an
  // aborted transaction in the stage.
  @Test
  void readsTransactionsToTheirEnd(Bench bench) throws Exception {
    TestPipeline pipeline = new TestPipeline("markers", 2, "Heap", "Numbered", "1h");
    pipeline.createTopics(bench.logs());
    TestRecords records = new TestRecords(pipeline.input(), 11);
    List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(records.next(2_000));
    all.addAll(records.closing());
    try (KafkaProducer<byte[], byte[]> producer =
        bench.logs().kafka().transactionalProducer("markers")) {
      producer.initTransactions();
      for (int from = 0; from < all.size(); from += 100) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record :
            all.subList(from, Math.min(from + 100, all.size()))) {
          sent.add(producer.send(record));
        }
        for (Future<RecordMetadata> one : sent) {
          one.get(30, TimeUnit.SECONDS);
        }
        if (from % 500 == 0 && from < 2_000) {
          producer.abortTransaction();
        } else {
          producer.commitTransaction();
        }
      }
    }
    try (FlinkStage stage = bench.start(pipeline, directory)) {
      long committed = 2_000 + TestPipeline.PARTITIONS - 400;
      StageMonitor monitor = stage.monitor();
      await()
          .atMost(TestBench.PATIENCE)
          .until(
              () ->
                  monitor.sum(ReplicaMeter::records) == committed
                      && monitor.sum(ReplicaMeter::lag) == 0
                      && monitor.sum(ReplicaMeter::frontier)
                          == monitor.sum(ReplicaMeter::acknowledgedFrontier));
    }
    new Verdict(bench.logs(), pipeline, false).check();
  }
}
